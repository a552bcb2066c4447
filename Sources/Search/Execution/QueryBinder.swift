import Index
import Query

/// Binds a plan to a snapshot.
struct QueryBinder {
  private let snapshot: Snapshot
  private let statistics: CollectionStatistics
  private let watch: Watch
  /// The terms of phrases that were looked up. Queries are short: a search from the first on beats a table.
  private var phraseTerms: [BoundTerm] = []

  init(snapshot: Snapshot, statistics: CollectionStatistics, watch: Watch) {
    self.snapshot = snapshot
    self.statistics = statistics
    self.watch = watch
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
    if plan.terms.count == 1, !plan.isTitleOnly { return term(try entries(of: plan.terms[0]), boost: boost) }
    var phrase = BoundNode.Phrase(terms: [], slots: [], isTitleOnly: plan.isTitleOnly, weight: 0)
    phrase.terms.reserveCapacity(plan.terms.count)
    phrase.slots.reserveCapacity(plan.terms.count)
    var idf = 0.0
    for (offset, term) in plan.terms.enumerated() {
      let bound = try phraseTerm(term)
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
    let forms = try StemExpansion(of: plan, in: snapshot, watch: watch).terms.map { _, form in
      let node = term(form.entries, boost: boost)
      guard plan.isTitleOnly, case .term(_, let weight) = node else { return node }
      let slot = PhraseMatcher.Slot(cursor: 0, offset: 0)
      return .phrase(BoundNode.Phrase(terms: [form], slots: [slot], isTitleOnly: true, weight: weight))
    }
    return forms.count == 1 ? forms[0] : .group(forms.map { BoundNode.Clause(occur: .optional, node: $0) })
  }

  /// A term, anywhere in a document.
  private func term(_ entries: [TermEntry?], boost: Float) -> BoundNode {
    let documentFrequency = entries.documentFrequency
    guard documentFrequency > 0 else { return .nothing }
    return .term(entries, weight: boost * statistics.inverseDocumentFrequency(of: documentFrequency))
  }

  private mutating func phraseTerm(_ term: [UInt8]) throws -> BoundTerm {
    if let known = phraseTerms.first(where: { $0.term == term }) { return known }
    let bound = BoundTerm(term: term, entries: try entries(of: term))
    phraseTerms.append(bound)
    return bound
  }

  /// What each segment says of a term.
  private func entries(of term: [UInt8]) throws -> [TermEntry?] {
    try watch.tick()
    return try snapshot.segments.map { try $0.terms.entry(of: term) }
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
