/// A query whose words have become terms: what the engine answers, whatever index it is asked of.
enum PlanNode: Hashable, Sendable {
  /// Matches no document: what is left of text without any word in it.
  case nothing
  /// Terms that follow each other; often only one.
  case phrase(PhrasePlan)
  /// Any term that begins in some way.
  case prefix(PrefixPlan)
  /// Any term with a stem.
  case stem(StemPlan)
  /// A group, as in `QueryNode`: at least one clause, not all of them prohibited.
  case boolean([PlanClause])
}
