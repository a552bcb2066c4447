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

  /// The first place of a number that is not less than `target` among the 128 of a block; the last place if there is none.
  ///
  /// All steps are of known length and without branches, so that the processor looks for several targets at a time.
  ///
  /// - Precondition: all numbers are below 2^31.
  @inlinable
  @inline(__always)
  public static func place(of target: UInt32, inBlock numbers: UnsafePointer<UInt32>) -> Int {
    var place = unsafe isLess(numbers[63], target) &<< 6
    place &+= unsafe isLess(numbers[place &+ 31], target) &<< 5
    place &+= unsafe isLess(numbers[place &+ 15], target) &<< 4
    place &+= unsafe isLess(numbers[place &+ 7], target) &<< 3
    place &+= unsafe isLess(numbers[place &+ 3], target) &<< 2
    place &+= unsafe isLess(numbers[place &+ 1], target) &<< 1
    return unsafe place &+ isLess(numbers[place], target)
  }

  /// How many of `count` ascending numbers are not greater than `last`, as the first is not.
  @inlinable
  @inline(__always)
  public static func run(of numbers: UnsafePointer<UInt32>, count: Int, through last: UInt32) -> Int {
    var run = 1
    while run < count, unsafe numbers[run] <= last { run &+= 1 }
    return run
  }

  /// 1 if a number below 2^31 is less than another, else 0. By the sign of the difference: a comparison becomes a branch.
  @inlinable
  @inline(__always)
  static func isLess(_ number: UInt32, _ other: UInt32) -> Int { Int((number &- other) &>> 31) }

  /// Finds which of `count` numbers are among the 128 of a block, both ascending: for each that is, writes its own place and
  /// the one in the block.
  ///
  /// - Returns: how many are.
  /// - Precondition: `count` is at most 256, and both targets have room for as many places; all numbers are below 2^31.
  public static func matches(
    of targets: UnsafePointer<UInt32>, count: Int, inBlock numbers: UnsafePointer<UInt32>,
    places: UnsafeMutablePointer<UInt8>, blockPlaces: UnsafeMutablePointer<UInt8>
  ) -> Int {
    var found = 0
    for index in 0..<count {
      let target = unsafe targets[index]
      let place = unsafe place(of: target, inBlock: numbers)
      unsafe places[found] = UInt8(truncatingIfNeeded: index)
      unsafe blockPlaces[found] = UInt8(truncatingIfNeeded: place)
      found &+= unsafe isLess(numbers[place] ^ target, 1)
    }
    return found
  }
}
