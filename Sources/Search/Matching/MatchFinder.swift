public import Index
import TextAnalysis

/// Finds where a query stands in the documents that it finds: each occurrence of a phrase as one span, each word and each word
/// that begins like a prefix.
///
/// It reads a document's stored text by the analysis of the index. What it finds is what the index has: a document is a hit of
/// the query if and only if it has a match, and to a query of a single phrase it has as many matches as the index counts
/// occurrences, overlapping ones included. What is excluded is never a match, nor is what stands in a group that does not
/// match the document: `(a AND b) OR c` has no match at an `a` where there is no `b`. A span that several leaves of the query
/// have is told once, as the first of them.
///
/// One thread at a time.
public final class MatchFinder {
  /// The bytes of the query that each leaf has, but for those that are excluded: what `Match.leaf` is an index into.
  public var leaves: [Range<Int>] { tree.leaves }

  private let tree: MatchTree
  private let patterns: PatternSet
  /// What is told if all groups match.
  private let allLeaves: LeafTable
  /// Whether it knows what to look for.
  private let isPrepared: Bool
  private let analyzer = Analyzer()
  private let batch = TokenBatch()

  /// A finder for the hits of one query without stemming; `Searcher` makes those of all others.
  package convenience init(_ query: SearchQuery) {
    self.init(query) { _ in [] }
  }

  /// A finder for the hits of one query. `forms` gives the terms of the index that have a stem.
  convenience init(_ query: SearchQuery, forms: (StemPlan) throws -> [[UInt8]]) rethrows {
    self.init(try MatchTree(query.plan, forms: forms), isPrepared: true)
  }

  /// A finder for a query whose words' forms could not be found out in time.
  static var unprepared: MatchFinder { MatchFinder(MatchTree(.nothing) { _ in [] }, isPrepared: false) }

  private init(_ tree: MatchTree, isPrepared: Bool) {
    self.tree = tree
    self.isPrepared = isPrepared
    patterns = PatternSet(tree)
    allLeaves = LeafTable(tree.uses, patternCount: patterns.count)
  }

  /// Finds the matches of a document.
  ///
  /// - Parameters:
  ///   - document: title and body as they were indexed; at most 2 GiB - 1 byte each.
  ///   - limit: how many matches are kept at most, but for one of each leaf that would have none. All are counted.
  ///   - interruption: when to stop. After the deadline, what was found is given as far as it is certain that it belongs to the
  ///     answer.
  /// - Returns: the matches, in the order of the text.
  /// - Throws: `SearchError.cancelled`.
  public func matches(
    in document: IndexDocument, limit: Int = 1000, interruption: Interruption = Interruption()
  ) throws -> DocumentMatches {
    // What is excluded might be what cannot be looked for.
    guard isPrepared else { return DocumentMatches(matches: [], count: 0, isPartial: true) }
    let watch = Watch(interruption)
    // As a rule all groups match in which anything is found, and once over the text is enough.
    var (scan, isComplete) = try scan(document, allLeaves, limit: limit, watch: watch)
    guard let live = tree.liveUses(isComplete: isComplete, isSeen: { scan.isSeen($0) }) else {
      return DocumentMatches(matches: [], count: 0, isPartial: !isComplete)
    }
    let liveLeaves = LeafTable(live, patternCount: patterns.count)
    if liveLeaves.restricted(to: scan) != allLeaves.restricted(to: scan) {
      (scan, isComplete) = try self.scan(document, liveLeaves, limit: limit, watch: watch)
    }
    let collector = scan.collector
    return DocumentMatches(matches: collector.sorted(), count: collector.count, isPartial: !isComplete)
  }

  private func scan(
    _ document: IndexDocument, _ leaves: LeafTable, limit: Int, watch: Watch
  ) throws -> (MatchScan, isComplete: Bool) {
    let collector = MatchCollector(limit: limit, leafCount: tree.leaves.count)
    var scan = MatchScan(for: patterns, leaves: leaves, collector: collector, watch: watch)
    do {
      try scan.read(document.title, field: .title, analyzer: analyzer, batch: batch)
      try scan.read(document.body, field: .body, analyzer: analyzer, batch: batch)
    } catch is Watch.DeadlinePassed {
      return (scan, false)
    }
    return (scan, true)
  }
}
