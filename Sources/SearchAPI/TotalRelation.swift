/// What the total of an answer means.
public enum TotalRelation: String, Sendable, CaseIterable {
  /// So many documents match.
  case equal = "eq"
  /// At least so many match: the deadline came first.
  case atLeast = "gte"
  /// No total was asked for.
  case none
}
