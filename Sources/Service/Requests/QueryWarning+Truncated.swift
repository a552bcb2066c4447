import SearchAPI

extension QueryWarning {
  /// Says that hits were left out because the answer would be too long.
  static func truncated(to count: Int, of found: Int) -> QueryWarning {
    QueryWarning(
      message: "the answer has room for the first \(count) of \(found) hits; ask for fewer", start: 0, end: 0)
  }

  /// Says that matches of the only hit were left out because the answer would be too long.
  static func truncated(toMatches count: Int, of found: Int) -> QueryWarning {
    QueryWarning(
      message:
        "the answer has room for the first \(count) of the hit's \(found) matches; ask for fewer or less context",
      start: 0, end: 0)
  }
}
