/// Finds the value of a rank without sorting all.
enum Selection {
  /// The value that would stand at `rank` if the values were sorted in ascending order; they are rearranged.
  ///
  /// Quickselect (Hoare, 1961) with the median of three as pivot, and a partition without branches that depend on the values:
  /// they would be guessed wrong half of the time. What has not come to its end after as many rounds as it should take is
  /// sorted.
  static func value(ofRank rank: Int, in values: UnsafeMutableBufferPointer<Int>) -> Int {
    precondition(values.indices.contains(rank))
    var low = 0
    var high = values.count
    var rounds = 4 * (Int.bitWidth - values.count.leadingZeroBitCount)
    // Invariant: values below `low` are not greater, values from `high` on not less than those between.
    while high - low > 1 {
      guard rounds > 0 else {
        var rest = unsafe values[low..<high]
        unsafe rest.sort()
        break
      }
      rounds -= 1
      let pivot = unsafe median(values[low], values[low + (high - low) / 2], values[high - 1])
      let less = unsafe partition(values, low..<high) { $0 < pivot }
      guard rank >= less else {
        high = less
        continue
      }
      let equal = unsafe partition(values, less..<high) { $0 == pivot }
      if rank < equal { return pivot }
      low = equal
    }
    return unsafe values[rank]
  }

  /// Moves the values of a range that belong first to its beginning, and returns where the others begin.
  @inline(__always)
  private static func partition(
    _ values: UnsafeMutableBufferPointer<Int>, _ range: Range<Int>, _ belongsFirst: (Int) -> Bool
  ) -> Int {
    guard let values = values.baseAddress else { return range.lowerBound }
    var boundary = range.lowerBound
    var index = range.lowerBound
    while index < range.upperBound {
      let value = unsafe values[index]
      unsafe values[index] = values[boundary]
      unsafe values[boundary] = value
      boundary &+= belongsFirst(value) ? 1 : 0
      index &+= 1
    }
    return boundary
  }

  @inline(__always)
  private static func median(_ a: Int, _ b: Int, _ c: Int) -> Int {
    max(min(a, b), min(max(a, b), c))
  }
}
