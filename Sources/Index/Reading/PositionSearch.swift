import Postings

/// Looks for ascending numbers among ascending positions that are given by their differences, sixteen at a time: where none of
/// the numbers can be among these, only their sum is needed.
@safe struct PositionSearch {
  /// The numbers, `count` of them, of which those that were found are moved to the front.
  private let numbers: UnsafeMutablePointer<UInt32>
  private let count: Int
  /// What is added to each number to make it the position that is wanted.
  private let offset: UInt32
  /// How many numbers were found.
  private(set) var keptCount = 0
  /// The number that is looked for.
  private var next = 0
  /// The position that the next difference is added to.
  private var position: UInt32 = 0

  private typealias Row = SIMD4<UInt32>

  init(_ numbers: UnsafeMutablePointer<UInt32>, count: Int, offset: UInt32) {
    unsafe self.numbers = unsafe numbers
    self.count = count
    self.offset = offset
  }

  /// Whether no number is left to look for.
  var isOver: Bool { next == count }

  /// Goes on through `differenceCount` differences, behind which there is memory for 15 more.
  ///
  /// - Precondition: a number is left to look for.
  @inline(__always)
  mutating func go(through differences: UnsafePointer<UInt32>, count differenceCount: Int) {
    let numbers = unsafe numbers
    var wanted = unsafe numbers[next] &+ offset
    var index = 0
    while index < differenceCount {
      let source = unsafe UnsafeRawPointer(differences + index)
      var first = unsafe source.loadUnaligned(as: Row.self)
      var second = unsafe source.loadUnaligned(fromByteOffset: 16, as: Row.self)
      var third = unsafe source.loadUnaligned(fromByteOffset: 32, as: Row.self)
      var fourth = unsafe source.loadUnaligned(fromByteOffset: 48, as: Row.self)
      let left = differenceCount &- index
      if left < 16 {
        // Those behind the last do not count: the last position comes again and again.
        let end = Int32(truncatingIfNeeded: left)
        first = Self.clear(first, from: end)
        second = Self.clear(second, from: end &- 4)
        third = Self.clear(third, from: end &- 8)
        fourth = Self.clear(fourth, from: end &- 12)
      }
      let last = position &+ (first &+ second &+ third &+ fourth).wrappedSum()
      if last >= wanted {
        first = first.runningSums &+ Row(repeating: position)
        second = second.runningSums &+ Row(repeating: first[3])
        third = third.runningSums &+ Row(repeating: second[3])
        fourth = fourth.runningSums &+ Row(repeating: third[3])
        repeat {
          let row = Row(repeating: wanted)
          let isFound = any((first .== row) .| (second .== row) .| (third .== row) .| (fourth .== row))
          unsafe numbers[keptCount] = numbers[next]
          keptCount &+= isFound ? 1 : 0
          next &+= 1
          if next == count { return }
          unsafe wanted = numbers[next] &+ offset
        } while wanted <= last
      }
      position = last
      index &+= 16
    }
  }

  /// A row with zeros from one of its elements on.
  @inline(__always)
  private static func clear(_ row: Row, from end: Int32) -> Row {
    // The sign of a difference, repeated: comparisons of whole rows become branches.
    let isBefore = (SIMD4<Int32>(0, 1, 2, 3) &- SIMD4(repeating: end)) &>> 31
    return row & Row(truncatingIfNeeded: isBefore)
  }
}
