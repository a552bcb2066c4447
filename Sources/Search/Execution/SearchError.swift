/// Why a query that could be parsed is not answered.
public enum SearchError: Error, Equatable, Sendable, CustomStringConvertible {
  /// A prefix stands for more terms than are looked at. `range` are its bytes in the query.
  case tooManyTerms(prefix: String, count: Int, limit: Int, range: Range<Int>)
  /// A word has a stem that more terms have than are looked at. `range` are its bytes in the query.
  case tooManyForms(stem: String, count: Int, limit: Int, range: Range<Int>)
  /// The search was stopped by its flag.
  case cancelled

  /// The message for people.
  public var description: String {
    switch self {
    case .tooManyTerms(let prefix, let count, let limit, _):
      "\(prefix)* matches \(count) terms; narrow it to at most \(limit)"
    case .tooManyForms(let stem, let count, let limit, _):
      "\(count) terms have the stem \(stem), more than \(limit)"
    case .cancelled:
      "cancelled"
    }
  }
}
