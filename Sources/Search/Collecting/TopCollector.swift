import Index
import Postings

/// Keeps the best hits in a heap whose root is the worst of them.
struct TopCollector {
  /// No document with a lower score can enter. Below every score until the heap is full.
  private(set) var threshold = -Float.infinity

  private let capacity: Int
  private var heap: [Hit] = []

  init(capacity: Int) {
    self.capacity = capacity
    heap.reserveCapacity(min(capacity, 1024))
    if capacity == 0 { threshold = .infinity }
  }

  @inline(__always)
  mutating func collect(_ document: DocID, score: Float, segment: Int, reader: SegmentReader) throws {
    if score >= threshold { try insert(document, score: score, segment: segment, reader: reader) }
  }

  /// The hits, best first.
  func sorted() -> [Hit] {
    heap.sorted { $0.precedes($1) }
  }

  @inline(never)
  private mutating func insert(_ document: DocID, score: Float, segment: Int, reader: SegmentReader) throws {
    let ordinal = try reader.ordinal(of: document)
    let hit = Hit(segment: segment, document: document, ordinal: ordinal, score: score)
    if heap.count < capacity {
      heap.append(hit)
      siftUp(heap.count - 1)
    } else if capacity > 0, hit.precedes(heap[0]) {
      heap[0] = hit
      siftDown()
    }
    if heap.count == capacity, let worst = heap.first { threshold = worst.score }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while 2 * parent + 1 < heap.count {
      var child = 2 * parent + 1
      if child + 1 < heap.count, heap[child].precedes(heap[child + 1]) { child += 1 }
      guard heap[parent].precedes(heap[child]) else { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}
