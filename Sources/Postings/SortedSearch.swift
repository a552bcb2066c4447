/// Finds numbers in a short ascending run, near the place where the last one was found.
public enum SortedSearch {
  /// The first place, from `start` on, of a number that is not less than `target`.
  ///
  /// - Returns: the place.
  /// - Precondition: the last of the `count` numbers is not less than `target`.
  @inlinable
  public static func place(of target: UInt32, in numbers: UnsafePointer<UInt32>, from start: Int, count: Int) -> Int {
    // Steps grow until the target is passed; what is left is halved without branches, which could not be foretold.
    var low = start
    var step = 4
    while low &+ step < count, unsafe numbers[low &+ step] < target {
      low &+= step
      step &*= 2
    }
    var length = min(step, count &- 1 &- low)
    while length > 0 {
      let half = (length &+ 1) / 2
      low = unsafe numbers[low &+ half &- 1] < target ? low &+ half : low
      length &-= half
    }
    return low
  }
}
