public import Query

/// A query ready to be asked of any index: parsed, and its words analysed.
public struct SearchQuery: Sendable, CustomStringConvertible {
  /// What the parser and the analysis did not take as it may have been meant.
  public let warnings: [QueryWarning]
  /// The canonical form of the query.
  public let description: String

  let plan: PlanNode

  /// Analyses the words of a query.
  public init(_ parsed: ParsedQuery) {
    var planner = QueryPlanner()
    plan = planner.plan(parsed.root)
    warnings = parsed.warnings + planner.warnings
    description = parsed.root.description
  }
}
