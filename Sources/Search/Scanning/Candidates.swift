import Index
import Postings

/// Documents that may become hits, ascending, with the sums of their scores so far.
///
/// Its memory is freed by `deallocate`: it is handed around for every block, where nobody is to count references.
@safe struct Candidates {
  /// The most that may be added at a time: a block.
  static let groupSize = DocumentBlock.count
  /// How many there may be.
  static let capacity = 2 * groupSize

  let documents: UnsafeMutablePointer<DocID>
  let sums: UnsafeMutablePointer<Double>
  private let countCell: UnsafeMutablePointer<Int>

  /// Room for candidates, of which there are none.
  init() {
    unsafe documents = .allocate(capacity: Self.capacity)
    unsafe documents.initialize(repeating: 0, count: Self.capacity)
    unsafe sums = .allocate(capacity: Self.capacity)
    unsafe sums.initialize(repeating: 0, count: Self.capacity)
    unsafe countCell = .allocate(capacity: 1)
    unsafe countCell.initialize(to: 0)
  }

  /// Frees the memory: the last use of this and of its copies.
  func deallocate() {
    unsafe documents.deallocate()
    unsafe sums.deallocate()
    unsafe countCell.deallocate()
  }

  /// How many there are.
  var count: Int {
    get { unsafe countCell.pointee }
    nonmutating set { unsafe countCell.pointee = newValue }
  }

  /// How many of them are not deleted.
  func count(without deletions: Deletions) -> Int {
    (0..<count).count { unsafe !deletions.contains(documents[$0]) }
  }

  /// Adds those of some documents, at most 128, whose score is at least `least`.
  @inline(__always)
  func add(_ added: UnsafePointer<DocID>, _ scores: UnsafePointer<Float>, _ range: Range<Int>, least: Double) {
    let documents = unsafe documents
    let sums = unsafe sums
    var count = count
    var index = range.lowerBound
    while index < range.upperBound {
      let score = unsafe Double(scores[index])
      unsafe documents[count] = added[index]
      unsafe sums[count] = score
      count &+= Self.isAtLeast(score, least)
      index &+= 1
    }
    self.count = count
  }

  /// Moves those of a range whose sum is at least `least` to `target` and behind it, which is not behind the range.
  ///
  /// - Returns: how many they are.
  @inline(__always)
  func move(_ range: Range<Int>, to target: Int, least: Double) -> Int {
    let documents = unsafe documents
    let sums = unsafe sums
    var kept = target
    var index = range.lowerBound
    while index < range.upperBound {
      let sum = unsafe sums[index]
      unsafe documents[kept] = documents[index]
      unsafe sums[kept] = sum
      kept &+= Self.isAtLeast(sum, least)
      index &+= 1
    }
    return kept &- target
  }

  /// Moves all of a range to `target` and behind it, which is not behind the range.
  @inline(__always)
  func move(_ range: Range<Int>, to target: Int) {
    guard range.lowerBound > target else { return }
    unsafe (documents + target).update(from: documents + range.lowerBound, count: range.count)
    unsafe (sums + target).update(from: sums + range.lowerBound, count: range.count)
  }

  /// Hands those over that may be hits, with their sums as scores.
  ///
  /// - Throws: as `TopCollector.collect`.
  @inline(__always)
  func collect(into collector: inout TopCollector) throws {
    for index in 0..<count where unsafe sums[index] >= collector.minimumSum {
      unsafe try collector.collect(documents[index], score: Float(sums[index]))
    }
  }

  /// Where the documents, from `start` on, end that are not behind `last`, as the one at `start` is not; at most a block of
  /// them is looked at.
  @inline(__always)
  func end(from start: Int, through last: DocID) -> Int {
    let count = min(count &- start, BlockMatches.capacity)
    return unsafe start &+ SortedSearch.run(of: documents + start, count: count, through: last)
  }

  /// 1 if a sum is at least another, else 0. By the sign of the difference: a comparison becomes a branch, which could not be
  /// foretold.
  @inline(__always)
  static func isAtLeast(_ sum: Double, _ least: Double) -> Int {
    Int(truncatingIfNeeded: ~(sum - least).bitPattern &>> 63)
  }
}
