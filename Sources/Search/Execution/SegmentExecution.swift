import Index
import Postings

/// Answers a bound query in one segment: simple shapes, which most queries have, by scans that are made for them, all others
/// by a tree of iterators.
struct SegmentExecution {
  let reader: SegmentReader
  /// The segment's number in the snapshot.
  let number: Int
  /// Nil if scores are not wanted.
  let lengths: LengthNormalization?
  private let workspace: Workspace
  let watch: Watch

  init(
    _ reader: SegmentReader, number: Int, lengths: LengthNormalization?, workspace: Workspace, watch: Watch
  ) {
    self.reader = reader
    self.number = number
    self.lengths = lengths
    self.workspace = workspace
    self.watch = watch
  }

  /// Counts the documents that match, into `total` as far as it comes.
  func count(_ node: BoundNode, into total: inout Int) throws {
    switch try SegmentShape(node, segment: number, reader: reader) {
    case .nothing:
      break
    case .list(let leaf):
      if reader.deletions == nil {
        total += leaf.entry.documentFrequency
      } else {
        try disjunction([leaf]).count(into: &total)
      }
    case .disjunction(let leaves):
      if leaves.count == 2, reader.deletions == nil {
        // What both have is found faster than what either has.
        var both = 0
        try conjunction(leaves).count(into: &both, documentCount: reader.documentCount)
        total += leaves.reduce(0) { $0 + $1.entry.documentFrequency } - both
      } else {
        try disjunction(leaves).count(into: &total)
      }
    case .conjunction(let leaves):
      try conjunction(leaves).count(into: &total, documentCount: reader.documentCount)
    case .phrase(let phrase, let filters, let terms):
      try phraseScan(phrase, filters: filters, terms: terms).count(into: &total)
    case .other:
      let iterator = try iterator(node)
      while try iterator.next() != .exhausted {
        try watch.tick()
        if !isDeleted(iterator.document), try iterator.matches() { total &+= 1 }
      }
    }
  }

  /// Collects the best documents.
  ///
  /// - Parameters:
  ///   - node: the query.
  ///   - collector: what takes the documents.
  ///   - total: what all documents are counted in; nil if documents that cannot be hits may be passed over.
  /// - Throws: `SearchError.cancelled`, `Watch.DeadlinePassed`; `IndexError` or `PostingsError` for a damaged index.
  func collect(_ node: BoundNode, into collector: inout TopCollector, total: inout Int?) throws {
    collector.begin(reader, number: number)
    switch try SegmentShape(node, segment: number, reader: reader) {
    case .nothing:
      break
    case .list(let leaf):
      if total != nil {
        var count = 0
        defer { total? += count }
        try self.count(node, into: &count)
      }
      try ListScan(list: scoredLists([leaf])[0], watch: watch).collect(into: &collector)
    case .disjunction(let leaves) where isExact(leaves):
      if total != nil {
        var count = 0
        defer { total? += count }
        try self.count(node, into: &count)
      }
      try DisjunctionScan(
        scoredLists(leaves), documentCount: reader.documentCount, workspace: workspace, watch: watch
      ).collect(into: &collector)
    case .conjunction(let leaves) where isExact(leaves):
      let scan = ConjunctionScan(
        try scoredLists(Self.byLength(leaves)), deletions: reader.deletions, workspace: workspace, watch: watch)
      if total != nil, scan.countsApart(documentCount: reader.documentCount) {
        var count = 0
        defer { total? += count }
        try self.count(node, into: &count)
        var uncounted: Int?
        try scan.collect(into: &collector, total: &uncounted)
      } else {
        try scan.collect(into: &collector, total: &total)
      }
    case .phrase(let phrase, let filters, let terms):
      guard let scorer = try scorer(weight: phrase.weight) else { preconditionFailure("scores are not wanted") }
      try phraseScan(phrase, filters: filters, terms: terms).collect(scorer, into: &collector, total: &total)
    default:
      try collectIterating(node, into: &collector, total: &total)
    }
  }

  private func collectIterating(_ node: BoundNode, into collector: inout TopCollector, total: inout Int?) throws {
    let iterator = try iterator(node)
    while try iterator.next() != .exhausted {
      try watch.tick()
      guard !isDeleted(iterator.document), try iterator.matches() else { continue }
      total? += 1
      try collector.collect(iterator.document, score: iterator.score())
    }
  }

  private func isDeleted(_ document: DocID) -> Bool { reader.deletions?.contains(document) == true }

  private func isExact(_ leaves: [SegmentShape.Leaf]) -> Bool {
    SumPrecision.isExact(for: leaves.lazy.map(\.weight))
  }

  private func scoredLists(_ leaves: [SegmentShape.Leaf]) throws -> [ScoredList] {
    guard let lengths else { preconditionFailure("scores are not wanted") }
    let norms = try reader.norms()
    let scores = unsafe workspace.scores(listCount: leaves.count)
    return try leaves.enumerated().map { number, leaf in
      unsafe ScoredList(
        try reader.postings(of: leaf.entry),
        scorer: LeafScorer(weight: leaf.weight, lengths: lengths, norms: norms),
        scores: scores + number * DocumentBlock.count)
    }
  }

  func scorer(weight: Float) throws -> LeafScorer? {
    try lengths.map { LeafScorer(weight: weight, lengths: $0, norms: try reader.norms()) }
  }

  private func conjunction(_ leaves: [SegmentShape.Leaf]) throws -> ConjunctionCount {
    let cursors = try Self.byLength(leaves).map { try reader.postings(of: $0.entry) }
    return ConjunctionCount(cursors, deletions: reader.deletions, workspace: workspace, watch: watch)
  }

  private func disjunction(_ leaves: [SegmentShape.Leaf]) throws -> DisjunctionCount {
    DisjunctionCount(
      lists: try leaves.map { try reader.postings(of: $0.entry) }, deletions: reader.deletions,
      documentCount: reader.documentCount, workspace: workspace, watch: watch)
  }

  /// The leaves with the shortest list first.
  private static func byLength(_ leaves: [SegmentShape.Leaf]) -> [SegmentShape.Leaf] {
    leaves.sorted { $0.entry.documentFrequency < $1.entry.documentFrequency }
  }

  private func phraseScan(
    _ phrase: BoundNode.Phrase, filters: [TermEntry], terms: [TermEntry]
  ) throws -> PhraseScan {
    try PhraseScan(
      filters: filters.map { try reader.postings(of: $0) }.sorted {
        $0.entry.documentFrequency < $1.entry.documentFrequency
      }, phrase, terms: terms, reader: reader, workspace: workspace, watch: watch)
  }
}
