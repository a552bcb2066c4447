import Query
import Stemming
import TextAnalysis

/// Turns the words of a parsed query into terms, by the same analysis that the documents went through.
struct QueryPlanner {
  /// What a part of the query says once its words are terms: as the parser has it, negation has meaning only beside what
  /// is to be found.
  private enum Part {
    case positive(PlanNode)
    case negative(PlanNode)
  }

  /// In a group of more clauses, a table finds those that stand twice.
  private static let longGroup = 8

  /// What was left out, in the order of the query.
  private(set) var warnings: [QueryWarning] = []

  private let analyzer = Analyzer()
  private let stemmer: Stemmer?

  /// A planner that stems bare words if it is given a stemmer.
  init(stemmer: Stemmer?) {
    self.stemmer = stemmer
  }

  mutating func plan(_ root: QueryNode) -> PlanNode {
    if case .positive(let node) = plan(root, isTitleOnly: false) { node } else { .nothing }
  }

  /// Nil where no word is in it: such text neither finds nor excludes anything.
  private mutating func plan(_ node: QueryNode, isTitleOnly: Bool) -> Part? {
    switch node {
    case .word(let text): planText(text, isTitleOnly: isTitleOnly, isStemmed: true).map(Part.positive)
    case .phrase(let text): planText(text, isTitleOnly: isTitleOnly).map(Part.positive)
    case .prefix(let text): planPrefix(text, isTitleOnly: isTitleOnly).map(Part.positive)
    case .field(.title, let node): plan(node, isTitleOnly: true)
    case .boolean(let clauses): planGroup(clauses, isTitleOnly: isTitleOnly)
    }
  }

  private mutating func planText(_ text: QueryText, isTitleOnly: Bool, isStemmed: Bool = false) -> PlanNode? {
    let words = HyphenatedText(text.text, analyzer: analyzer)
    guard let first = words.terms.first else {
      warnOfEmptiness(text)
      return nil
    }
    if isStemmed, let stemmer, words.terms.count == 1 {
      let stem = stemmer.stem(of: first)
      return .stem(StemPlan(stem: stem, language: stemmer.language, isTitleOnly: isTitleOnly, range: text.range))
    }
    if words.isLimited {
      warn("too many hyphens: not all ways of joining the words at them are tried", about: text)
    }
    let plan = PhrasePlan(terms: words.terms, isTitleOnly: isTitleOnly, range: text.range)
    if words.otherReadings.isEmpty { return .phrase(plan) }
    let others = words.otherReadings.map { PhrasePlan(terms: $0, isTitleOnly: isTitleOnly, range: text.range) }
    return .boolean(([plan] + others).map { PlanClause(occur: .optional, node: .phrase($0)) })
  }

  private mutating func planPrefix(_ text: QueryText, isTitleOnly: Bool) -> PlanNode? {
    let terms = analyzer.plainTerms(of: text.text) ?? analyzer.tokens(of: Array(text.text.utf8)).map(\.term)
    guard let prefix = terms.first else {
      warnOfEmptiness(text)
      return nil
    }
    guard terms.count == 1 else {
      warn("'*' needs a single word before it; the words are searched for as a phrase", about: text)
      return planText(text, isTitleOnly: isTitleOnly)
    }
    return .prefix(PrefixPlan(prefix: prefix, isTitleOnly: isTitleOnly, range: text.range))
  }

  /// A group of what is left of the clauses. Where only exclusions are left, it is itself one, and stands as that in the
  /// group around it; an exclusion of one requires what it excludes.
  private mutating func planGroup(_ clauses: [QueryClause], isTitleOnly: Bool) -> Part? {
    var planned: [PlanClause] = []
    planned.reserveCapacity(clauses.count)
    /// Where clauses stand, once they are so many that looking at all would be slow.
    var positions: [PlanClause: Int] = [:]
    let isLong = clauses.count > Self.longGroup
    for clause in clauses {
      let planClause: PlanClause
      switch (plan(clause.node, isTitleOnly: isTitleOnly), clause.occur) {
      case (nil, _): continue
      case (.positive(let node), let occur): planClause = PlanClause(occur: occur, node: node)
      case (.negative(let node), .prohibited): planClause = PlanClause(occur: .required, node: node)
      case (.negative(let node), _): planClause = PlanClause(occur: .prohibited, node: node)
      }
      if let position = isLong ? positions[planClause] : planned.firstIndex(where: { $0.isSame(as: planClause) }) {
        planned[position].boost += 1
      } else {
        if isLong { positions[planClause] = planned.count }
        planned.append(planClause)
      }
    }
    if planned.isEmpty { return nil }
    guard planned.contains(where: { $0.occur != .prohibited }) else {
      let excluded = planned.map { PlanClause(occur: .optional, node: $0.node) }
      return .negative(excluded.count == 1 ? excluded[0].node : .boolean(excluded))
    }
    if planned.count == 1, planned[0].boost == 1 { return .positive(planned[0].node) }
    return .positive(.boolean(planned))
  }

  private mutating func warnOfEmptiness(_ text: QueryText) {
    warn("'\(text.text)' has no letter or digit in it; it is ignored", about: text)
  }

  private mutating func warn(_ message: String, about text: QueryText) {
    warnings.append(QueryWarning(message: message, range: text.range))
  }
}
