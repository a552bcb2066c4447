import Query

/// One member of a group.
struct PlanClause: Hashable, Sendable {
  var occur: Occur
  var node: PlanNode
  /// How often the clause stands in the group: each time adds to the score.
  var boost = 1
}
