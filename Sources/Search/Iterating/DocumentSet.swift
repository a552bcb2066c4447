import Postings

/// A set of documents of one segment, one bit each.
struct DocumentSet {
  /// How many documents are in the set.
  private(set) var count = 0
  private var words: [UInt64]

  /// An empty set.
  init(capacity: Int) {
    words = Array(repeating: 0, count: (capacity + 63) / 64)
  }

  mutating func insert(_ document: DocID) {
    let bit: UInt64 = 1 &<< UInt64(document & 63)
    let word = Int(document &>> 6)
    if words[word] & bit == 0 {
      words[word] |= bit
      count &+= 1
    }
  }

  /// The first document of the set from `target` on, or `exhausted`.
  func first(notBefore target: DocID) -> DocID {
    var index = Int(target &>> 6)
    guard index < words.count else { return .exhausted }
    var word = words[index] & (~0 &<< UInt64(target & 63))
    while word == 0 {
      index &+= 1
      guard index < words.count else { return .exhausted }
      word = words[index]
    }
    return DocID(index &<< 6 &+ word.trailingZeroBitCount)
  }
}
