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
  private let documentCount: Int
  private let workspace: Workspace
  private let watch: Watch

  /// For the current window: the numbers of the lists by ascending bound, their bounds, and the sums of the bounds before each.
  private var order: [Int]
  private var bounds: [Double]
  private var boundsBefore: [Double]
  /// How many of the first lists in `order` are only looked up.
  private var optionalCount = 0
  private var window: Range<DocID> = 0..<0
  /// Documents in `workspace.candidates`.
  private var candidateCount = 0

  init(_ lists: [ScoredList], documentCount: Int, workspace: Workspace, watch: Watch) {
    self.lists = lists
    self.documentCount = documentCount
    self.workspace = workspace
    self.watch = watch
    order = Array(lists.indices)
    bounds = lists.map { _ in 0 }
    boundsBefore = lists.map { _ in 0 } + [0]
  }

  /// The span of a window: so many documents that it holds some hundred postings.
  private var span: DocID {
    let postings = lists.reduce(0) { $0 + $1.cursor.entry.documentFrequency }
    var span = 4096
    while span < Workspace.greatestSpan, postings * span < 1024 * documentCount { span *= 2 }
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
    for number in lists.indices {
      let list = lists[number]
      // A list that adds little everywhere is not worth looking at more closely.
      let bound = try list.bound
      let isWeak = Double(bound) * Self.weakness < minimum
      bounds[number] = Double(isWeak ? bound : try list.bound(in: window))
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
    let list = lists[order[order.count - 1]]
    let rest = boundsBefore[optionalCount]
    for block in list.blocks(in: window) where Double(try list.bound(of: block)) + rest >= collector.minimumSum {
      let range = try open(block, of: list)
      let documents = unsafe try list.cursor.documents()
      let scores = unsafe try list.scores()
      for index in range {
        let score = unsafe Double(scores[index])
        guard score + rest >= collector.minimumSum else { continue }
        unsafe try add(documents[index], score, into: &collector)
      }
    }
    try flush(into: &collector)
  }

  /// Several lists can: their scores are summed up, document by document.
  private func collectFromSums(into collector: inout TopCollector) throws {
    let first = window.lowerBound
    let rest = boundsBefore[optionalCount]
    let all = boundsBefore[order.count]
    let span = window.count
    // Taken out of the loops, which would count references to their owner otherwise.
    let sums = unsafe workspace.sums
    let marks = unsafe workspace.marks
    for number in order[optionalCount...] {
      let list = lists[number]
      let others = all - bounds[number]
      // What is left out cannot be a hit, and is no more one when a part of its score is missing.
      for block in list.blocks(in: window) where Double(try list.bound(of: block)) + others >= collector.minimumSum {
        let range = try open(block, of: list)
        let documents = unsafe try list.cursor.documents()
        let scores = unsafe try list.scores()
        for index in range {
          let place = unsafe Int(documents[index] &- first)
          // The documents of a damaged block need not ascend, and may be outside of the window.
          guard place < span else { continue }
          unsafe sums[place] += Double(scores[index])
          unsafe marks[place &>> 6] |= 1 &<< UInt64(place & 63)
        }
      }
    }
    for word in 0..<(window.count &+ 63) / 64 {
      var marked = unsafe marks[word]
      guard marked != 0 else { continue }
      unsafe marks[word] = 0
      while marked != 0 {
        let place = word &* 64 &+ marked.trailingZeroBitCount
        marked &= marked &- 1
        let sum = unsafe sums[place]
        unsafe sums[place] = 0
        guard sum + rest >= collector.minimumSum else { continue }
        try add(first &+ DocID(truncatingIfNeeded: place), sum, into: &collector)
      }
    }
    try flush(into: &collector)
  }

  /// Remembers a document that may become a hit.
  @inline(__always)
  private func add(_ document: DocID, _ sum: Double, into collector: inout TopCollector) throws {
    let count = candidateCount
    unsafe workspace.candidates[count] = document
    unsafe workspace.candidateSums[count] = sum
    candidateCount = count &+ 1
    if count &+ 1 == Workspace.candidateCapacity { try flush(into: &collector) }
  }

  /// Adds to the candidates what the lists have that are only looked up, the best first, for as long as they may become hits.
  private func flush(into collector: inout TopCollector) throws {
    let documents = unsafe workspace.candidates
    let sums = unsafe workspace.candidateSums
    var count = candidateCount
    candidateCount = 0
    var index = optionalCount
    while index > 0 {
      let least = collector.minimumSum - boundsBefore[index]
      var kept = 0
      for candidate in 0..<count where unsafe sums[candidate] >= least {
        unsafe documents[kept] = documents[candidate]
        unsafe sums[kept] = sums[candidate]
        kept &+= 1
      }
      count = kept
      if count == 0 { return }
      index &-= 1
      unsafe try lists[order[index]].addScores(of: documents, to: sums, count: count, watch: watch)
    }
    for candidate in 0..<count where unsafe sums[candidate] >= collector.minimumSum {
      unsafe try collector.collect(documents[candidate], score: Float(sums[candidate]))
    }
  }

  /// Goes to a block, and tells which of its documents are in the window.
  private func open(_ block: Int, of list: ScoredList) throws -> Range<Int> {
    let cursor = list.cursor
    if cursor.block != block { try cursor.open(block) }
    try watch.tick(DocumentBlock.count)
    let documents = unsafe try cursor.documents()
    let start = unsafe Self.firstPlace(notBefore: window.lowerBound, in: documents, count: cursor.count)
    let end = unsafe Self.firstPlace(notBefore: window.upperBound, in: documents, count: cursor.count)
    return start..<max(start, end)
  }

  private static func firstPlace(
    notBefore document: DocID, in documents: UnsafePointer<DocID>, count: Int
  ) -> Int {
    if unsafe documents[0] >= document { return 0 }
    if unsafe documents[count &- 1] < document { return count }
    var low = 1
    var high = count &- 1
    while low < high {
      let middle = (low &+ high) &>> 1
      if unsafe documents[middle] < document { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}
