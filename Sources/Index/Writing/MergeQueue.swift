/// The sources of a merge, the one whose list is next in front: a binary heap (Williams, 1964).
struct MergeQueue {
  /// A source, and as much of its key as is mostly enough to compare it by.
  private struct Entry {
    var prefix: UInt64
    var keyCount: Int
    var source: Int
  }

  private let sources: [MergeSource]
  private var heap: [Entry] = []

  /// A queue of sources that stand on their first terms, in the order of their documents.
  init(_ sources: [MergeSource]) {
    self.sources = sources
    for source in sources.indices {
      heap.append(entry(source))
      rise()
    }
  }

  /// The source that precedes all others; nil if there is none.
  var first: MergeSource? { heap.first.map { sources[$0.source] } }

  /// Puts the first source where it belongs, after it has stepped.
  mutating func replaceFirst() {
    heap[0] = entry(heap[0].source)
    sink()
  }

  /// Removes the first source.
  mutating func removeFirst() {
    heap.swapAt(0, heap.count - 1)
    heap.removeLast()
    sink()
  }

  private func entry(_ source: Int) -> Entry {
    let key = sources[source].key
    return Entry(prefix: TermDictionary.prefix(of: key), keyCount: key.count, source: source)
  }

  private func precedes(_ one: Entry, _ other: Entry) -> Bool {
    if one.prefix != other.prefix { return one.prefix < other.prefix }
    // The bytes that a short key lacks in its prefix are zeros there.
    if max(one.keyCount, other.keyCount) <= 8 { return (one.keyCount, one.source) < (other.keyCount, other.source) }
    let (key, otherKey) = (sources[one.source].key, sources[other.source].key)
    return key == otherKey ? one.source < other.source : key.lexicographicallyPrecedes(otherKey)
  }

  private mutating func rise() {
    var place = heap.count - 1
    while place > 0, case let parent = (place - 1) / 2, precedes(heap[place], heap[parent]) {
      heap.swapAt(place, parent)
      place = parent
    }
  }

  private mutating func sink() {
    var place = 0
    while case let left = 2 * place + 1, left < heap.count {
      let right = left + 1
      let child = right < heap.count && precedes(heap[right], heap[left]) ? right : left
      guard precedes(heap[child], heap[place]) else { return }
      heap.swapAt(place, child)
      place = child
    }
  }
}
