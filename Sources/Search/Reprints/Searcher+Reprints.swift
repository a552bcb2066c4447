import Index
import NearDuplicates
public import Postings

extension Searcher {
  /// Whether reprints can be told of all documents.
  public var knowsReprints: Bool { snapshot.segments.allSatisfy { $0.hasFingerprints || $0.documentCount == 0 } }

  /// Counts the documents of the index, whatever they are a match for, that are reprints of the document of a hit.
  ///
  /// - Parameters:
  ///   - hit: what this searcher has found.
  ///   - interruption: when to stop.
  /// - Returns: how many there are; nil if the index does not know.
  /// - Throws: `SearchError`, and `IndexError` or `PostingsError` for a damaged index.
  public func reprintCount(of hit: Hit, interruption: Interruption = Interruption()) throws -> DocumentTally? {
    var count = 0
    let isComplete = try forEachReprint(ofDocument: hit.document, in: hit.segment, interruption) { _, _, _ in count += 1
    }
    return isComplete.map { DocumentTally(count: count, isIncomplete: !$0) }
  }

  /// Finds the documents of the index that are reprints of another.
  ///
  /// - Parameters:
  ///   - document: the document, which is not deleted.
  ///   - segment: the number of its segment in the snapshot.
  ///   - offset: how many to pass over.
  ///   - limit: how many are wanted.
  ///   - interruption: when to stop.
  /// - Returns: the reprints, in the order in which they came in; nil if the index does not know.
  /// - Throws: `SearchError`, and `IndexError` or `PostingsError` for a damaged index.
  public func reprints(
    ofDocument document: DocID, in segment: Int, offset: Int = 0, limit: Int,
    interruption: Interruption = Interruption()
  ) throws -> ReprintList? {
    var list = ReprintList(wanted: offset + limit)
    let isComplete = try forEachReprint(ofDocument: document, in: segment, interruption) {
      segment, document, relation in
      let ordinal = try snapshot.segments[segment].ordinal(of: document)
      list.add(Reprint(segment: segment, document: document, ordinal: ordinal, relation: relation))
    }
    guard let isComplete else { return nil }
    list.finish(offset: offset, isIncomplete: !isComplete)
    return list
  }

  /// Calls `body` with all reprints of a document, but for itself, in no order.
  ///
  /// - Returns: whether it went through before the deadline; nil if the document's segment has no fingerprints.
  private func forEachReprint(
    ofDocument document: DocID, in segment: Int, _ interruption: Interruption,
    _ body: (Int, DocID, Fingerprint.Relation) throws -> Void
  ) throws -> Bool? {
    let watch = Watch(interruption)
    do {
      guard let fingerprint = try snapshot.segments[segment].fingerprint(of: document) else { return nil }
      for (number, reader) in snapshot.segments.enumerated() {
        // To look into a table costs as much as a hundred steps of a loop.
        try watch.tick(128)
        try reader.forEachReprint(of: fingerprint) {
          try watch.tick()
        } _: { found, relation in
          if number != segment || found != document { try body(number, found, relation) }
        }
      }
      return true
    } catch is Watch.DeadlinePassed {
      return false
    }
  }
}
