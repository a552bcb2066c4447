/// The pages of a data file that were found to have a use, one bit for each page.
struct PageSet {
  private let limit: UInt64
  private var words: [UInt64]

  /// An empty set of pages below `limit`, of which there must be fewer than 2^63.
  init(below limit: UInt64) {
    self.limit = limit
    words = [UInt64](repeating: 0, count: Int((limit + 63) / 64))
  }

  /// Takes a page.
  ///
  /// - Returns: `false` if the page is taken already or is none of the file.
  mutating func insert(_ page: UInt64) -> Bool {
    guard page < limit else { return false }
    let (word, bit) = page.quotientAndRemainder(dividingBy: 64)
    let mask: UInt64 = 1 << bit
    guard words[Int(word)] & mask == 0 else { return false }
    words[Int(word)] |= mask
    return true
  }

  /// Takes `count` pages from `first` on, all of which must be below the limit.
  ///
  /// - Returns: `false` if one is taken already.
  mutating func insert(_ count: UInt64, from first: UInt64) -> Bool {
    for page in first..<first + count where !insert(page) { return false }
    return true
  }
}
