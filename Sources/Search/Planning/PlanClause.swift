import Query

/// One member of a group.
struct PlanClause: Hashable, Sendable {
  var occur: Occur
  var node: PlanNode
  /// How often the clause stands in the group: each time adds to the score.
  var boost = 1

  /// Whether this is another clause once more, however often each stands in the group.
  func isSame(as other: PlanClause) -> Bool { occur == other.occur && node == other.node }
}
