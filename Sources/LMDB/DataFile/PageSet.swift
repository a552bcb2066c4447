/// Some of the pages of a range, with one bit for each page of it.
struct PageSet {
  private let range: ClosedRange<UInt64>
  private var words: [UInt64]
  private var count: UInt64

  /// All pages of the range, of which there must be fewer than 2^63.
  init(all range: ClosedRange<UInt64>) {
    self.range = range
    count = range.upperBound - range.lowerBound + 1
    words = [UInt64](repeating: .max, count: Int((count + 63) / 64))
  }

  var isEmpty: Bool { count == 0 }

  /// Does nothing if the page is not in the set.
  mutating func remove(_ page: UInt64) {
    guard range.contains(page) else { return }
    let (word, bit) = (page - range.lowerBound).quotientAndRemainder(dividingBy: 64)
    let mask: UInt64 = 1 << bit
    guard words[Int(word)] & mask != 0 else { return }
    words[Int(word)] &= ~mask
    count -= 1
  }
}
