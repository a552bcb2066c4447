import Postings

/// Which position of which document is taken by a term: every one must be, and once only.
struct TokenMap {
  private let lengths: [UInt32]
  private let titleLengths: [UInt16]
  /// The bit of each document's first token.
  private let starts: [Int]
  private var taken: [UInt64]

  /// - Parameters:
  ///   - lengths: the number of tokens of each document.
  ///   - titleLengths: how many of them are its title's, not more than it has.
  ///   - total: the sum of the lengths.
  init(lengths: [UInt32], titleLengths: [UInt16], total: Int) {
    self.lengths = lengths
    self.titleLengths = titleLengths
    var next = 0
    starts = lengths.map { length in
      defer { next += Int(length) }
      return next
    }
    taken = [UInt64](repeating: 0, count: (total + 63) / 64)
  }

  /// Takes a position.
  ///
  /// - Returns: what is wrong with it; nil if nothing is.
  mutating func take(_ position: UInt64, of document: DocID) -> String? {
    let document = Int(document)
    var token = position
    let titleLength = UInt64(titleLengths[document])
    if titleLength > 0, position >= titleLength {
      guard position - titleLength >= UInt64(IndexFormat.fieldGap) else {
        return "the position \(position) is between title and body"
      }
      token -= UInt64(IndexFormat.fieldGap)
    }
    guard token < UInt64(lengths[document]) else { return "the position \(position) is past the document's end" }
    let bit = starts[document] + Int(token)
    let mask = UInt64(1) << UInt64(bit % 64)
    guard taken[bit / 64] & mask == 0 else { return "the position \(position) is another term's too" }
    taken[bit / 64] |= mask
    return nil
  }
}
