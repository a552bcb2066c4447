import Postings

extension ForwardIndex {
  /// The terms of each document of a segment that say something about it; the rarest are left out where memory does not
  /// suffice for all.
  ///
  /// - Parameters:
  ///   - reader: the segment.
  ///   - memoryBudget: bytes for the terms of all documents, twice over.
  /// - Returns: the index.
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  static func make(from reader: SegmentReader, memoryBudget: Int) throws -> ForwardIndex {
    let least = try leastFrequency(in: reader, capacity: memoryBudget / (2 * MemoryLayout<UInt32>.size))
    var lengths = [UInt32](repeating: 0, count: reader.documentCount)
    let termCount = try forEachPosting(of: reader, leastFrequency: least) { document, _ in
      lengths[Int(document)] += 1
    }
    let index = ForwardIndex(lengths: lengths, termCount: Int(termCount))
    _ = try forEachPosting(of: reader, leastFrequency: least) { document, term in index.add(term, to: document) }
    return index
  }

  /// In how many documents a term must be at least, so that there is room for all postings of such terms.
  private static func leastFrequency(in reader: SegmentReader, capacity: Int) throws -> UInt32 {
    /// The postings of all telling terms whose frequency has so many bits.
    var counts = [Int](repeating: 0, count: UInt32.bitWidth + 1)
    let cursor = try reader.terms.cursor()
    while try cursor.next(), let entry = cursor.entry {
      let frequency = UInt32(entry.documentFrequency)
      guard isTelling(frequency: frequency, documentCount: reader.documentCount) else { continue }
      counts[UInt32.bitWidth - frequency.leadingZeroBitCount] += entry.documentFrequency
    }
    var total = counts.reduce(0, +)
    var bits = 0
    while total > capacity {
      total -= counts[bits]
      bits += 1
    }
    return bits == 0 ? 0 : 1 << UInt32(bits - 1)
  }

  /// Calls `body` for each posting of each telling term, with the term's number among them, and returns how many terms there
  /// are.
  private static func forEachPosting(
    of reader: SegmentReader, leastFrequency: UInt32, _ body: (DocID, UInt32) throws -> Void
  ) throws -> UInt32 {
    var term: UInt32 = 0
    let cursor = try reader.terms.cursor()
    while try cursor.next(), let entry = cursor.entry {
      let frequency = UInt32(entry.documentFrequency)
      guard frequency >= leastFrequency, isTelling(frequency: frequency, documentCount: reader.documentCount) else {
        continue
      }
      let list = try reader.postings(of: entry)
      while case let document = try list.next(), document != .exhausted { try body(document, term) }
      term += 1
    }
    return term
  }
}
