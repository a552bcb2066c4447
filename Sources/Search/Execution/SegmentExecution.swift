import Index
import Postings
import Query

/// Answers a bound query in one segment: simple shapes, which most queries have, by scans that are made for them, all others
/// by a tree of iterators.
struct SegmentExecution {
  private let reader: SegmentReader
  /// The segment's number in the snapshot.
  private let number: Int
  /// Nil if scores are not wanted.
  private let lengths: LengthNormalization?
  private let workspace: Workspace
  private let watch: Watch

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
      total += leaf.entry.documentFrequency
    case .disjunction(let leaves):
      if leaves.count == 2 {
        // What both have is found faster than what either has.
        var both = 0
        try conjunction(leaves).count(into: &both, documentCount: reader.documentCount)
        total += leaves.reduce(0) { $0 + $1.entry.documentFrequency } - both
      } else {
        let lists = try leaves.map { try reader.postings(of: $0.entry) }
        try DisjunctionCount(lists: lists, documentCount: reader.documentCount, workspace: workspace, watch: watch)
          .count(into: &total)
      }
    case .conjunction(let leaves):
      try conjunction(leaves).count(into: &total, documentCount: reader.documentCount)
    case .phrase(let phrase, let filters, let terms):
      try phraseScan(phrase, filters: filters, terms: terms).count(into: &total)
    case .other:
      let iterator = try iterator(node)
      while try iterator.next() != .exhausted {
        try watch.tick()
        if try iterator.matches() { total &+= 1 }
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
      total? += leaf.entry.documentFrequency
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
      let scan = ConjunctionScan(try scoredLists(Self.byLength(leaves)), workspace: workspace, watch: watch)
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
      guard try iterator.matches() else { continue }
      total? += 1
      try collector.collect(iterator.document, score: iterator.score())
    }
  }

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

  private func scorer(weight: Float) throws -> LeafScorer? {
    try lengths.map { LeafScorer(weight: weight, lengths: $0, norms: try reader.norms()) }
  }

  private func conjunction(_ leaves: [SegmentShape.Leaf]) throws -> ConjunctionCount {
    let cursors = try Self.byLength(leaves).map { try reader.postings(of: $0.entry) }
    return ConjunctionCount(cursors, workspace: workspace, watch: watch)
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

  /// An iterator over the documents that match `node`; its cost is 0 if there are none.
  func iterator(_ node: BoundNode) throws -> DocIterator {
    switch node {
    case .nothing: DocIterator()
    case .term(let entries, let weight): try entries[number].map { try iterator($0, weight: weight) } ?? DocIterator()
    case .phrase(let phrase): try iterator(phrase)
    case .prefix(let prefix): try iterator(prefix)
    case .group(let clauses): try iterator(clauses)
    }
  }

  private func iterator(_ entry: TermEntry, weight: Float) throws -> DocIterator {
    TermIterator(try reader.postings(of: entry), scorer: try scorer(weight: weight))
  }

  private func iterator(_ phrase: BoundNode.Phrase) throws -> DocIterator {
    switch try SegmentPhrase(phrase, segment: number, reader: reader) {
    case .absent:
      return DocIterator()
    case .list(let entry):
      return try iterator(entry, weight: phrase.weight)
    case .positions(let filters, let terms):
      let cursors = try terms.map { try reader.postings(of: $0) }
      let matcher = unsafe PhraseMatcher(
        cursors: cursors, postings: cursors.map { _ in nil }, slots: phrase.slots,
        titleReader: phrase.isTitleOnly ? reader : nil, watch: watch)
      // A term that is a filter is read by one cursor.
      let filterCursors = try filters.map { filter in
        try terms.firstIndex(of: filter).map { cursors[$0] } ?? reader.postings(of: filter)
      }
      return PhraseIterator(
        filters: filterCursors, matcher: matcher, scorer: try scorer(weight: phrase.weight), watch: watch)
    }
  }

  private func iterator(_ prefix: BoundNode.Prefix) throws -> DocIterator {
    var set = DocumentSet(capacity: reader.documentCount)
    for entry in prefix.entries[number] {
      let cursor = try reader.postings(of: entry)
      while true {
        let document = try cursor.next()
        if document == .exhausted { break }
        try watch.tick()
        if prefix.isTitleOnly {
          try watch.tick(Int(cursor.frequency() &>> 6))
          if try !isInTitle(cursor, document) { continue }
        }
        set.insert(document)
      }
    }
    return BitmapIterator(set, score: prefix.score)
  }

  private func isInTitle(_ cursor: PostingsCursor, _ document: DocID) throws -> Bool {
    guard let first = unsafe try cursor.positions().first else { return false }
    return Int(first) < (try reader.titleLength(of: document))
  }

  private func iterator(_ clauses: [BoundNode.Clause]) throws -> DocIterator {
    var required: [DocIterator] = []
    var optional: [DocIterator] = []
    var prohibited: [DocIterator] = []
    var scored: [GroupIterator.ScoredClause] = []
    let isAnyRequired = clauses.contains { $0.occur == .required }
    for clause in clauses {
      if clause.occur == .optional, isAnyRequired, lengths == nil { continue }
      let iterator = try iterator(clause.node)
      switch clause.occur {
      case .required:
        if iterator.cost == 0 { return DocIterator() }
        required.append(iterator)
        scored.append(GroupIterator.ScoredClause(iterator: iterator, isOptional: false))
      case .optional where iterator.cost > 0:
        optional.append(iterator)
        scored.append(GroupIterator.ScoredClause(iterator: iterator, isOptional: true))
      case .prohibited where iterator.cost > 0:
        prohibited.append(iterator)
      case .optional, .prohibited:
        break
      }
    }
    if isAnyRequired {
      let base = conjunction(required)
      if optional.isEmpty, prohibited.isEmpty { return base }
      return GroupIterator(base: base, scored: scored, prohibited: prohibited)
    }
    let base = disjunction(optional)
    if prohibited.isEmpty { return base }
    let clause = GroupIterator.ScoredClause(iterator: base, isOptional: false)
    return GroupIterator(base: base, scored: [clause], prohibited: prohibited)
  }

  private func conjunction(_ iterators: [DocIterator]) -> DocIterator {
    iterators.count == 1 ? iterators[0] : ConjunctionIterator(iterators, watch: watch)
  }

  private func disjunction(_ iterators: [DocIterator]) -> DocIterator {
    switch iterators.count {
    case 0: DocIterator()
    case 1: iterators[0]
    default: DisjunctionIterator(iterators, watch: watch)
    }
  }
}
