import Postings

/// The posting list of one term after the other, with other numbers for the documents.
final class RenumberedList {
  private let order: DocumentOrder
  /// For each document its new number in the upper half, and which of the list it was in the lower.
  private var keys: [UInt64] = []
  /// The positions of all documents as they come, and where those of each end.
  private var positions = GrowableBuffer<UInt32>()
  private var ends: [Int] = []
  /// How often each document has a phrase.
  private var frequencies: [UInt32] = []

  init(_ order: DocumentOrder) {
    self.order = order
  }

  /// Writes the list of a term.
  func writeTerm(_ list: PostingsCursor, to postings: PostingsWriter) throws {
    positions.removeAll()
    ends.removeAll(keepingCapacity: true)
    try sort(list) {
      unsafe positions.append(try list.positions())
      ends.append(positions.count)
    }
    for key in keys {
      let index = Int(UInt32(truncatingIfNeeded: key))
      let range = (index == 0 ? 0 : ends[index - 1])..<ends[index]
      unsafe try postings.add(
        DocID(truncatingIfNeeded: key >> 32), positions: UnsafeBufferPointer(rebasing: positions.values[range]))
    }
  }

  /// Writes the list of a phrase, which has no positions.
  func writePhrase(_ list: PostingsCursor, to postings: PostingsWriter) throws {
    frequencies.removeAll(keepingCapacity: true)
    try sort(list) { frequencies.append(try list.frequency()) }
    for key in keys {
      let index = Int(UInt32(truncatingIfNeeded: key))
      try postings.add(DocID(truncatingIfNeeded: key >> 32), frequency: frequencies[index])
    }
  }

  /// Reads a list, calling `take` at each document, and brings its documents into their new order.
  private func sort(_ list: PostingsCursor, take: () throws -> Void) throws {
    keys.removeAll(keepingCapacity: true)
    while case let document = try list.next(), document != .exhausted {
      // A list has fewer than 2^32 documents.
      keys.append(UInt64(order.number(of: document)) << 32 | UInt64(keys.count))
      try take()
    }
    keys.sort()
  }
}
