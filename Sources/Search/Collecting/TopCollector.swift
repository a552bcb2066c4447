import Index
import Postings

/// Keeps the best hits in a heap whose root is the worst of them.
struct TopCollector {
  /// How many hits are wanted.
  let capacity: Int
  /// Hits are wanted that come behind this one; nil for the best of all.
  private let last: Hit?
  /// No document with a lower score can enter.
  private(set) var minimum = -Float.infinity
  /// What every sum of scores has that is rounded to `minimum` or more.
  private(set) var minimumSum = -Double.infinity

  private var heap: [Hit] = []
  /// A score that `capacity` documents are known to have, seen or not.
  private var floor = -Float.infinity
  /// Whether a document that is still to come loses against one of the same score: it has the greater ordinal.
  private var isAscending = false
  /// The ordinal of the segment's first document, if those of the others follow.
  private var firstOrdinal: UInt64?
  /// The segment that documents come from.
  private var segment: SegmentReader?
  private var segmentNumber = 0

  init(capacity: Int, after last: Hit? = nil) {
    self.capacity = capacity
    self.last = last
    heap.reserveCapacity(min(capacity, 1024))
    update()
  }

  /// Takes documents from a segment from now on, in ascending order.
  mutating func begin(_ segment: SegmentReader, number: Int) {
    self.segment = segment
    segmentNumber = number
    firstOrdinal = segment.firstOrdinalIfAscending
    isAscending = firstOrdinal.map { first in heap.allSatisfy { $0.ordinal < first } } ?? false
    update()
  }

  /// Rules out scores below one that at least `capacity` documents of the segment reach; some of these may be deleted, or come
  /// before the hits that are wanted, and then it says nothing.
  mutating func raise(to score: Float) {
    guard score > floor, segment?.deletions == nil, last == nil else { return }
    floor = score
    update()
  }

  @inline(__always)
  mutating func collect(_ document: DocID, score: Float) throws {
    if score >= minimum { try insert(document, score: score) }
  }

  /// The hits, best first.
  func sorted() -> [Hit] {
    heap.sorted { $0.precedes($1) }
  }

  @inline(never)
  private mutating func insert(_ document: DocID, score: Float) throws {
    guard capacity > 0, segment?.deletions?.contains(document) != true else { return }
    let ordinal =
      if let firstOrdinal { firstOrdinal &+ UInt64(document) } else { try segment?.ordinal(of: document) ?? 0 }
    let hit = Hit(segment: segmentNumber, document: document, ordinal: ordinal, score: score)
    if let last, !last.precedes(hit) { return }
    if heap.count < capacity {
      heap.append(hit)
      siftUp()
    } else if hit.precedes(heap[0]) {
      replaceRoot(with: hit)
    }
    update()
  }

  private mutating func update() {
    var least = floor
    if capacity == 0 {
      least = .infinity
    } else if heap.count == capacity {
      least = max(least, isAscending ? heap[0].score.nextUp : heap[0].score)
    }
    guard least != minimum else { return }
    minimum = least
    minimumSum = least.isFinite ? (Double(least) + Double(least.nextDown)) / 2 : Double(least)
  }

  /// Moves the last hit to where it belongs.
  private mutating func siftUp() {
    unsafe heap.withUnsafeMutableBufferPointer { heap in
      var place = heap.count &- 1
      let hit = unsafe heap[place]
      while place > 0 {
        let parent = (place &- 1) / 2
        guard unsafe heap[parent].precedes(hit) else { break }
        unsafe heap[place] = heap[parent]
        place = parent
      }
      unsafe heap[place] = hit
    }
  }

  /// Drops the worst hit for a better one.
  private mutating func replaceRoot(with hit: Hit) {
    unsafe heap.withUnsafeMutableBufferPointer { heap in
      var place = 0
      var child = 1
      while child < heap.count {
        if child &+ 1 < heap.count, unsafe heap[child].precedes(heap[child &+ 1]) { child &+= 1 }
        guard unsafe hit.precedes(heap[child]) else { break }
        unsafe heap[place] = heap[child]
        place = child
        child = 2 &* place &+ 1
      }
      unsafe heap[place] = hit
    }
  }
}
