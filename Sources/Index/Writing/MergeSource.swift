import Postings

/// A segment whose lists are being merged: where in its dictionary the merge stands.
final class MergeSource {
  /// The key of the current term.
  private(set) var key: [UInt8] = []
  private let source: PostingsMerger.Source
  private let terms: TermCursor
  private var positions: PositionsReader

  /// - Parameters:
  ///   - source: the segment.
  ///   - terms: walks the terms that are merged, or the phrases.
  init(_ source: PostingsMerger.Source, terms: TermCursor) {
    self.source = source
    self.terms = terms
    positions = PositionsReader(reader: source.reader)
  }

  /// Steps to the next term; false at the end.
  func next() throws -> Bool {
    guard try terms.next() else { return false }
    key = terms.key
    return true
  }

  /// Adds the current list to that of the writer, positions and all.
  func copyTerm(to writer: PostingsWriter) throws {
    unsafe try forEachBlock { list, documents, frequencies in
      let total = (0..<list.count).reduce(0) { unsafe $0 &+ Int(frequencies[$1]) }
      positions.open(at: list.positionsAddress(ofBlock: list.block), total: total)
      guard source.numbers != nil else {
        return unsafe try writer.add(
          documents, frequencies: frequencies, count: list.count, base: source.base, positions: &positions)
      }
      for index in 0..<list.count {
        let frequency = unsafe frequencies[index]
        if let number = source.number(of: unsafe documents[index]) {
          try writer.add(number, frequency: frequency, positions: &positions)
        } else {
          try positions.skipDifferences(Int(frequency))
        }
      }
    }
  }

  /// Adds the current list to that of the writer; it has no positions.
  func copyPhrase(to writer: PostingsWriter) throws {
    unsafe try forEachBlock { list, documents, frequencies in
      unsafe try writer.add(documents, frequencies: frequencies, count: list.count, base: source.base)
    }
  }

  private func forEachBlock(
    _ body: (PostingsCursor, UnsafePointer<UInt32>, UnsafePointer<UInt32>) throws -> Void
  ) throws {
    guard let entry = terms.entry else { return }
    let list = try source.reader.postings(of: entry)
    for block in 0..<list.blockCount {
      try list.open(block)
      unsafe try body(list, list.documents(), list.frequencies())
    }
  }
}
