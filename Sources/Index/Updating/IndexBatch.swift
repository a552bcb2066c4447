import Postings

/// Changes that are being gathered for one commit.
final class IndexBatch {
  let builder: SegmentBuilder
  /// What has changed; the epoch is not known yet.
  private(set) var counts = IndexCommit(epoch: 0)
  /// The deletions of published segments, those of before included.
  private(set) var deletions: [UInt32: Deletions] = [:]
  /// Documents of the batch that others of it have replaced, or removed.
  private(set) var ownDeletions: Set<DocID> = []
  private let tokens: DocumentTokens
  /// The documents of the batch that count, by their keys: several may have one path.
  private var own: [DocumentKey: [DocID]] = [:]

  init(_ builder: SegmentBuilder, tokens: DocumentTokens) {
    self.builder = builder
    self.tokens = tokens
  }

  /// Whether there is anything to commit.
  var hasChanges: Bool { builder.documentCount > 0 || !deletions.isEmpty }

  /// Gathers changes.
  ///
  /// - Parameters:
  ///   - changes: the changes, in their order.
  ///   - snapshot: the index that they are changes of.
  /// - Throws: as `IndexWriter.apply`.
  func apply(_ changes: [IndexChange], to snapshot: Snapshot) throws {
    let segments = try snapshot.segments.map { ($0, try $0.storedDocuments()) }
    for change in changes {
      switch change {
      case .put(let document):
        let removed = try document.key.map { try remove($0, from: segments) } ?? 0
        try add(document)
        if removed > 0 { counts.replacedCount += 1 } else { counts.addedCount += 1 }
      case .remove(let key):
        counts.removedCount += try remove(key, from: segments)
      }
    }
  }

  private func add(_ document: IndexDocument) throws {
    try document.requireLimits()
    let number = DocID(builder.documentCount)
    _ = try builder.add(document, tokens)
    for key in document.keys { own[key, default: []].append(number) }
  }

  /// Deletes the documents with a key.
  ///
  /// - Returns: how many there were.
  private func remove(_ key: DocumentKey, from segments: [(SegmentReader, StoredDocuments)]) throws -> Int {
    var count = 0
    for document in own.removeValue(forKey: key) ?? [] where ownDeletions.insert(document).inserted { count += 1 }
    for (segment, stored) in segments {
      for document in try stored.findAll(key) {
        let known = deletions[segment.id] ?? segment.deletions ?? Deletions(documentCount: segment.documentCount)
        guard !known.contains(document) else { continue }
        deletions[segment.id] = known
        deletions[segment.id]?.insert(document)
        count += 1
      }
    }
    return count
  }
}
