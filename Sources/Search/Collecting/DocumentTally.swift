/// The answer to a count.
public struct DocumentTally: Equatable, Sendable {
  /// How many documents match.
  public var count: Int
  /// Whether the deadline passed: then there may be more.
  public var isIncomplete: Bool
}
