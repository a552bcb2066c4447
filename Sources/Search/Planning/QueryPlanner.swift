import Query
import TextAnalysis

/// Turns the words of a parsed query into terms, by the same analysis that the documents went through.
struct QueryPlanner {
  /// What was left out, in the order of the query.
  private(set) var warnings: [QueryWarning] = []

  private let analyzer = Analyzer()

  mutating func plan(_ root: QueryNode) -> PlanNode {
    plan(root, isTitleOnly: false) ?? .nothing
  }

  /// Nil where no word is in it: such text neither finds nor excludes anything.
  private mutating func plan(_ node: QueryNode, isTitleOnly: Bool) -> PlanNode? {
    switch node {
    case .word(let text), .phrase(let text): planText(text, isTitleOnly: isTitleOnly)
    case .prefix(let text): planPrefix(text, isTitleOnly: isTitleOnly)
    case .field(.title, let node): plan(node, isTitleOnly: true)
    case .boolean(let clauses): planGroup(clauses, isTitleOnly: isTitleOnly)
    }
  }

  private mutating func planText(_ text: QueryText, isTitleOnly: Bool) -> PlanNode? {
    let words = HyphenatedText(text.text, analyzer: analyzer)
    guard !words.tokens.isEmpty else {
      warnOfEmptiness(text)
      return nil
    }
    if words.isLimited {
      warn("too many hyphens: words joined at them are not searched for", about: text)
    }
    let readings = words.readings.map { PlanNode.phrase(PhrasePlan(terms: $0, isTitleOnly: isTitleOnly)) }
    return readings.count == 1 ? readings[0] : .boolean(readings.map { PlanClause(occur: .optional, node: $0) })
  }

  private mutating func planPrefix(_ text: QueryText, isTitleOnly: Bool) -> PlanNode? {
    let tokens = analyzer.tokens(of: Array(text.text.utf8))
    guard let token = tokens.first else {
      warnOfEmptiness(text)
      return nil
    }
    guard tokens.count == 1 else {
      warn("'*' needs a single word before it; the words are searched for as a phrase", about: text)
      return planText(text, isTitleOnly: isTitleOnly)
    }
    return .prefix(PrefixPlan(prefix: token.term, isTitleOnly: isTitleOnly, range: text.range))
  }

  private mutating func planGroup(_ clauses: [QueryClause], isTitleOnly: Bool) -> PlanNode? {
    var planned: [PlanClause] = []
    var positions: [PlanClause: Int] = [:]
    for clause in clauses {
      guard let node = plan(clause.node, isTitleOnly: isTitleOnly) else { continue }
      let clause = PlanClause(occur: clause.occur, node: node)
      if let position = positions[clause] {
        planned[position].boost += 1
      } else {
        positions[clause] = planned.count
        planned.append(clause)
      }
    }
    guard planned.contains(where: { $0.occur != .prohibited }) else { return planned.isEmpty ? nil : .nothing }
    if planned.count == 1, planned[0].boost == 1 { return planned[0].node }
    return .boolean(planned)
  }

  private mutating func warnOfEmptiness(_ text: QueryText) {
    warn("'\(text.text)' has no letter or digit in it; it is ignored", about: text)
  }

  private mutating func warn(_ message: String, about text: QueryText) {
    warnings.append(QueryWarning(message: message, range: text.range))
  }
}
