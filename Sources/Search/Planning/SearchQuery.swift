public import Query
public import Stemming

/// A query ready to be asked of any index: parsed, and its words analysed.
public struct SearchQuery: Sendable, CustomStringConvertible {
  /// What the parser and the analysis did not take as it may have been meant.
  public let warnings: [QueryWarning]
  let plan: PlanNode
  private let root: QueryNode

  /// Analyses the words of a query.
  ///
  /// - Parameters:
  ///   - parsed: what the parser gives.
  ///   - stemmer: if given, each bare word that is a single term stands for all words of an index that have its stem.
  public init(_ parsed: ParsedQuery, stemmer: Stemmer? = nil) {
    var planner = QueryPlanner(stemmer: stemmer)
    plan = planner.plan(parsed.root)
    warnings = parsed.warnings + planner.warnings
    root = parsed.root
  }

  /// The canonical form of the query.
  public var description: String { root.description }
}
