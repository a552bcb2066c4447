import Index
import Postings

/// Finds the best documents that are in any of several lists, by their sums of scores.
///
/// MaxScore (Turtle and Flood, 1995) in windows of documents, with bounds for blocks (Ding and Suel, 2011): in each window
/// the lists that even together cannot lift a document to the least score of the hits are only looked up for documents
/// that another list has brought near it.
///
/// Scores of 32 bits are summed in 64, without rounding (`SumPrecision`), so that the order of lists does not matter.
@safe final class DisjunctionScan {
  private let lists: [ScoredList]
  private let borrowed: [Borrowed<ScoredList>]
  private let documentCount: Int
  private let sums: WindowSums
  private let candidates: Candidates
  private let matches: BlockMatches
  private let watch: Watch

  /// For the current window: the numbers of the lists by ascending bound, their bounds, and the sums of the bounds before each.
  private var order: [Int]
  private var bounds: [Double]
  private var boundsBefore: [Double]
  /// How many of the first lists in `order` are only looked up.
  private var optionalCount = 0
  private var window: Range<DocID> = 0..<0

  init(_ lists: [ScoredList], documentCount: Int, workspace: Workspace, watch: Watch) {
    self.lists = lists
    borrowed = lists.map { Borrowed($0) }
    self.documentCount = documentCount
    sums = workspace.sums
    candidates = workspace.candidates
    matches = workspace.matches
    self.watch = watch
    order = Array(lists.indices)
    bounds = lists.map { _ in 0 }
    boundsBefore = lists.map { _ in 0 } + [0]
  }

  /// The span of a window: so many documents that it holds some hundred postings.
  private var span: DocID {
    let postings = lists.reduce(0) { $0 + $1.cursor.entry.documentFrequency }
    var span = 4096
    while span < WindowSums.greatestSpan, postings * span < 1024 * documentCount { span *= 2 }
    return DocID(span)
  }

  func collect(into collector: inout TopCollector) throws {
    for list in try lists.sorted(by: { try $0.bound > $1.bound }) where try list.bound > collector.minimum {
      if let score = try list.leastScore(ofBest: collector.capacity) { collector.raise(to: score) }
    }
    let span = span
    let end = DocID(documentCount)
    var start: DocID = 0
    while start < end {
      window = start..<min(start + span, end)
      try watch.tick(lists.count)
      try partition(collector.minimumSum)
      switch lists.count - optionalCount {
      case 0: break
      case 1: try collectFromLast(into: &collector)
      default: try collectFromSums(into: &collector)
      }
      start = window.upperBound
    }
  }

  /// A list whose greatest score is so many times below the least score of a hit is weak.
  private static let weakness = 8.0

  /// Sorts the lists for the current window, and tells which are only looked up.
  private func partition(_ minimum: Double) throws {
    for number in borrowed.indices {
      bounds[number] = try borrowed[number].with { list in
        // A list that adds little everywhere is not worth looking at more closely.
        let bound = try list.bound
        let isWeak = Double(bound) * Self.weakness < minimum
        return Double(isWeak ? bound : try list.bound(in: window))
      }
    }
    // By insertion: the order in one window is nearly that in the next.
    for index in 1..<order.count {
      let number = order[index]
      var free = index
      while free > 0, bounds[order[free - 1]] > bounds[number] {
        order[free] = order[free - 1]
        free -= 1
      }
      order[free] = number
    }
    var sum = 0.0
    optionalCount = 0
    for index in order.indices {
      sum += bounds[order[index]]
      boundsBefore[index + 1] = sum
      if sum < minimum { optionalCount = index + 1 }
    }
  }

  /// Only one list can bring a document near the hits: its documents are the candidates.
  private func collectFromLast(into collector: inout TopCollector) throws {
    let rest = boundsBefore[optionalCount]
    candidates.count = 0
    try borrowed[order[order.count - 1]].with { list in
      for block in list.blocks(in: window) where Double(try list.bound(of: block)) + rest >= collector.minimumSum {
        let range = try open(block, of: list)
        unsafe candidates.add(
          try list.cursor.documents(), try list.scores(), range, least: collector.minimumSum - rest)
        if candidates.count > Candidates.capacity - Candidates.groupSize { try flush(into: &collector) }
      }
    }
    try flush(into: &collector)
  }

  /// Several lists can: their scores are summed up, document by document.
  private func collectFromSums(into collector: inout TopCollector) throws {
    let least = collector.minimumSum - boundsBefore[optionalCount]
    let all = boundsBefore[order.count]
    sums.begin(window)
    for index in optionalCount..<order.count {
      let number = order[index]
      let leastOfBlock = collector.minimumSum - (all - bounds[number])
      try borrowed[number].with { list in
        // What is left out cannot be a hit, and is no more one when a part of its score is missing.
        for block in list.blocks(in: window) where Double(try list.bound(of: block)) >= leastOfBlock {
          let range = try open(block, of: list)
          unsafe sums.add(try list.cursor.documents(), try list.scores(), range, least: least)
        }
      }
    }
    while true {
      sums.moveFound(to: candidates)
      guard candidates.count > 0 else { break }
      try flush(into: &collector)
    }
    sums.end()
  }

  /// Adds to the candidates what the lists have that are only looked up, the best first, for as long as they may become hits.
  private func flush(into collector: inout TopCollector) throws {
    var number = optionalCount
    while number > 0 {
      candidates.count = candidates.move(
        0..<candidates.count, to: 0, least: collector.minimumSum - boundsBefore[number])
      if candidates.count == 0 { return }
      number &-= 1
      let least = collector.minimumSum - boundsBefore[number]
      try borrowed[order[number]].with { try $0.add(to: candidates, least: least, matches, watch) }
    }
    try candidates.collect(into: &collector)
    candidates.count = 0
  }

  /// Goes to a block, and tells which of its documents are in the window.
  private func open(_ block: Int, of list: ScoredList) throws -> Range<Int> {
    let cursor = list.cursor
    try cursor.enter(block, watch)
    let documents = unsafe try cursor.documents()
    let start = unsafe Self.count(of: documents, cursor.count, before: window.lowerBound)
    let end = unsafe Self.count(of: documents, cursor.count, before: window.upperBound)
    return start..<max(start, end)
  }

  /// How many documents of a block come before another one.
  private static func count(of documents: UnsafePointer<DocID>, _ count: Int, before document: DocID) -> Int {
    if unsafe documents[0] >= document { return 0 }
    if unsafe documents[count &- 1] < document { return count }
    return unsafe SortedSearch.place(of: document, inBlock: documents)
  }
}
