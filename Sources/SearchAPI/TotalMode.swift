/// How the total of a search is to be found.
public enum TotalMode: String, Sendable, CaseIterable {
  /// Counted to the end.
  case exact
  /// Not at all, which is faster.
  case none
}
