/// One member of a group.
public struct QueryClause: Sendable, Equatable {
  /// Whether the group needs it, takes it, or refuses it.
  public var occur: Occur

  /// What has to match.
  public var node: QueryNode

  /// A clause.
  public init(occur: Occur, node: QueryNode) {
    self.occur = occur
    self.node = node
  }
}
