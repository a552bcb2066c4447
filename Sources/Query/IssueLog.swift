/// What lenient parsing forgives: collected while a query is read, then warnings or, in strict mode, an error.
struct IssueLog {
  private struct Issue {
    var error: QuerySyntaxError
    /// What lenient parsing did about it: the end of the sentence that the error's message begins.
    var remedy: String

    var warning: QueryWarning {
      QueryWarning(message: error.message + remedy, range: error.range)
    }
  }

  private var issues: [Issue] = []

  /// Notes an issue: the error of strict mode is `problem`, with the hint, the warning of lenient mode `problem` and
  /// `remedy` put together.
  mutating func report(
    _ code: QuerySyntaxError.Code, _ problem: String, remedy: String, at range: Range<Int>, hint: String? = nil
  ) {
    let error = QuerySyntaxError(code: code, message: problem, range: range, hint: hint)
    issues.append(Issue(error: error, remedy: remedy))
  }

  /// An operator word that has no operands, or that is itself an operand.
  mutating func report(operatorAsText excerpt: String, at range: Range<Int>) {
    report(
      .misplacedOperator, "\(excerpt) joins nothing here", remedy: " and is taken as text", at: range,
      hint: "the word itself goes into quotation marks or is written in lower case")
  }

  /// Syntax of later versions; `feature` begins the sentence: "boosts are".
  mutating func report(unsupported feature: String, excerpt: String, at range: Range<Int>) {
    report(
      .unsupported, "\(feature) not supported yet: \(excerpt)", remedy: " is taken as text", at: range, hint: .quoteText
    )
  }

  /// The issue that stands first in the query.
  var first: QuerySyntaxError? {
    issues.min { $0.error.range.lowerBound < $1.error.range.lowerBound }?.error
  }

  /// The issues in the order of the query; what is past the limit is counted in a last warning, not dropped.
  func warnings(limit: Int) -> [QueryWarning] {
    if issues.isEmpty { return [] }
    let sorted = issues.map(\.warning).sorted { $0.range.lowerBound < $1.range.lowerBound }
    var warnings = Array(sorted.prefix(limit))
    let rest = sorted.dropFirst(limit)
    if let next = rest.first {
      warnings.append(QueryWarning(message: "and \(rest.count) more like these", range: next.range))
    }
    return warnings
  }
}

extension String {
  /// The hint for text that looks like syntax.
  static let quoteText = "to search for it as text, put it into quotation marks"
}
