/// What holds between two words of a query that nothing stands between.
public enum DefaultOperator: String, Sendable, CaseIterable {
  /// Both are required.
  case and
  /// Either will do.
  case or
}
