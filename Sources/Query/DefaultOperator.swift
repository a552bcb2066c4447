/// What stands between two words with nothing but a space between them.
public enum DefaultOperator: String, Sendable, CaseIterable {
  /// Words without a sign are required.
  case and

  /// Words without a sign are optional.
  case or
}
