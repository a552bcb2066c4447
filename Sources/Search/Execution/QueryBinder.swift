import Index
import Query

/// Binds a plan to a snapshot.
struct QueryBinder {
  private let snapshot: Snapshot
  private let statistics: CollectionStatistics
  private let watch: Watch
  /// Those that were looked up. Queries are short: a search from the first on beats a table.
  private var terms: [BoundTerm] = []

  init(snapshot: Snapshot, statistics: CollectionStatistics, watch: Watch) {
    self.snapshot = snapshot
    self.statistics = statistics
    self.watch = watch
    terms.reserveCapacity(8)
  }

  /// Binds a node whose scores are multiplied by `boost`.
  mutating func bind(_ node: PlanNode, boost: Float = 1) throws -> BoundNode {
    switch node {
    case .nothing: .nothing
    case .phrase(let plan): try bind(plan, boost: boost)
    case .prefix(let plan): try bind(plan, boost: boost)
    case .stem(let plan): try bind(plan, boost: boost)
    case .boolean(let clauses):
      .group(
        try clauses.map {
          BoundNode.Clause(occur: $0.occur, node: try bind($0.node, boost: boost * Float($0.boost)))
        })
    }
  }

  private mutating func bind(_ plan: PhrasePlan, boost: Float) throws -> BoundNode {
    if plan.terms.count == 1 {
      let term = try bind(plan.terms[0])
      return term.documentFrequency == 0 ? .nothing : node(of: term, isTitleOnly: plan.isTitleOnly, boost: boost)
    }
    var phrase = BoundNode.Phrase(terms: [], slots: [], isTitleOnly: plan.isTitleOnly, weight: 0)
    var idf = 0.0
    for (offset, term) in plan.terms.enumerated() {
      let bound = try bind(term)
      guard bound.documentFrequency > 0 else { return .nothing }
      idf += Double(statistics.inverseDocumentFrequency(of: bound.documentFrequency))
      let cursor = phrase.terms.firstIndex { $0.term == term } ?? phrase.terms.count
      if cursor == phrase.terms.count { phrase.terms.append(bound) }
      phrase.slots.append(PhraseMatcher.Slot(cursor: cursor, offset: UInt32(offset)))
    }
    phrase.weight = boost * Float(idf)
    return .phrase(phrase)
  }

  /// The forms of a word are a group, of which any is enough.
  private func bind(_ plan: StemPlan, boost: Float) throws -> BoundNode {
    let clauses = try StemExpansion(of: plan, in: snapshot, watch: watch).terms.map { _, term in
      BoundNode.Clause(occur: .optional, node: node(of: term, isTitleOnly: plan.isTitleOnly, boost: boost))
    }
    return clauses.count == 1 ? clauses[0].node : .group(clauses)
  }

  /// A single term, which occurs.
  private func node(of term: BoundTerm, isTitleOnly: Bool, boost: Float) -> BoundNode {
    let weight = boost * statistics.inverseDocumentFrequency(of: term.documentFrequency)
    guard isTitleOnly else { return .term(term, weight: weight) }
    let slot = PhraseMatcher.Slot(cursor: 0, offset: 0)
    return .phrase(BoundNode.Phrase(terms: [term], slots: [slot], isTitleOnly: true, weight: weight))
  }

  private mutating func bind(_ term: [UInt8]) throws -> BoundTerm {
    if let known = terms.first(where: { $0.term == term }) { return known }
    try watch.tick()
    let bound = BoundTerm(term: term, entries: try snapshot.segments.map { try $0.terms.entry(of: term) })
    terms.append(bound)
    return bound
  }

  private func bind(_ plan: PrefixPlan, boost: Float) throws -> BoundNode {
    let expansion = try PrefixExpansion(of: plan.prefix, in: snapshot, watch: watch)
    guard expansion.termCount <= PrefixExpansion.limit else {
      throw SearchError.tooManyTerms(
        prefix: String(decoding: plan.prefix, as: UTF8.self), count: expansion.termCount,
        limit: PrefixExpansion.limit, range: plan.range)
    }
    return .prefix(BoundNode.Prefix(entries: expansion.entries, isTitleOnly: plan.isTitleOnly, score: boost))
  }
}
