/// A query as the parser understood it.
public struct ParsedQuery: Sendable, Equatable {
  /// The tree to be answered. Its `description` is the canonical form of the query.
  public var root: QueryNode

  /// What was taken as text or left out, in the order of the query. Always empty after a strict parse.
  public var warnings: [QueryWarning]

  /// A query made by hand.
  public init(root: QueryNode, warnings: [QueryWarning] = []) {
    self.root = root
    self.warnings = warnings
  }
}
