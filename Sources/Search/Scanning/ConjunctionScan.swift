import Index
import Postings

/// Finds the best documents that are in all of several lists: block by block of the shortest one, whose documents are rated
/// first. Only those that the other lists can lift to the least score of a hit are handed from list to list.
@safe final class ConjunctionScan {
  /// By ascending length.
  private let lists: [ScoredList]
  private let borrowed: [Borrowed<ScoredList>]
  private let counting: ConjunctionCount
  private let candidates: Candidates
  private let matches: BlockMatches
  private let watch: Watch
  /// For each list, what those behind it add to a score at most: anywhere, and in the current block of the first list.
  private let rests: [Double]
  private var blockRests: [Double]

  /// Documents that do not count; the collector does not take them.
  private let deletions: Deletions?

  init(_ lists: [ScoredList], deletions: Deletions?, workspace: Workspace, watch: Watch) {
    self.lists = lists
    self.deletions = deletions
    borrowed = lists.map { Borrowed($0) }
    candidates = workspace.candidates
    matches = workspace.matches
    self.watch = watch
    counting = ConjunctionCount(lists.map(\.cursor), deletions: deletions, workspace: workspace, watch: watch)
    var rests = lists.map { _ in 0.0 }
    // No score is greater than its weight. Bounds of whole lists are less, but to find them costs more than they save.
    for number in (1..<lists.count).reversed() {
      rests[number - 1] = rests[number] + Double(lists[number].scorer.weight)
    }
    self.rests = rests
    blockRests = rests
  }

  /// Whether documents are counted faster than those that cannot be hits are gone through.
  func countsApart(documentCount: Int) -> Bool { counting.isDense(documentCount: documentCount) }

  /// Collects the best documents.
  ///
  /// - Parameters:
  ///   - collector: what takes them.
  ///   - total: what every document is counted in; nil if documents that cannot be hits may be passed over.
  /// - Throws: as `SegmentExecution.collect`.
  func collect(into collector: inout TopCollector, total: inout Int?) throws {
    let first = lists[0].cursor
    var start: DocID = 0
    for block in 0..<first.blockCount {
      // Only in a damaged index do the last documents of blocks not ascend.
      let range = start..<max(start, first.lastDocument(of: block) &+ 1)
      start = range.upperBound
      try watch.tick()
      if try isHopeless(block, range, minimum: collector.minimumSum) {
        if total != nil { total? += try counting.count(block) }
        continue
      }
      try rate(block, least: total == nil ? collector.minimumSum - blockRests[0] : -.infinity)
      for number in 1..<lists.count where candidates.count > 0 {
        let least = collector.minimumSum - blockRests[number]
        let keepsAll = total != nil
        try borrowed[number].with {
          try $0.require(candidates, least: least, keepsAll: keepsAll, matches, watch)
        }
      }
      total? += deletions.map { candidates.count(without: $0) } ?? candidates.count
      try candidates.collect(into: &collector)
    }
  }

  /// Whether no document of a block of the first list can be a hit. Looks up what the other lists add there at most.
  private func isHopeless(_ block: Int, _ range: Range<DocID>, minimum: Double) throws -> Bool {
    guard minimum > 0 else { return false }
    let own = Double(try borrowed[0].with { try $0.bound(of: block) })
    if own + rests[0] < minimum { return true }
    for number in (1..<lists.count).reversed() {
      blockRests[number - 1] = blockRests[number] + Double(try borrowed[number].with { try $0.looseBound(in: range) })
    }
    return own + blockRests[0] < minimum
  }

  /// Makes those documents of a block of the first list the candidates whose scores are at least `least`.
  private func rate(_ block: Int, least: Double) throws {
    candidates.count = 0
    try borrowed[0].with { list in
      try list.cursor.enter(block, watch)
      unsafe candidates.add(try list.cursor.documents(), try list.scores(), 0..<list.cursor.count, least: least)
    }
  }
}
