import SearchAPI

extension QueryWarning {
  /// Says that hits were left out because the answer would be too long.
  static func truncated(to count: Int, of found: Int) -> QueryWarning {
    QueryWarning(
      message: "the answer has room for the first \(count) of \(found) hits; ask for fewer", start: 0, end: 0)
  }
}
