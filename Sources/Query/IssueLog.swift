/// What lenient parsing forgives: collected while a query is read, then warnings or, in strict mode, an error.
struct IssueLog {
  private var issues: [QuerySyntaxError] = []

  mutating func report(
    _ code: QuerySyntaxError.Code, _ message: String, at range: Range<Int>, hint: String? = nil
  ) {
    issues.append(QuerySyntaxError(code: code, message: message, range: range, hint: hint))
  }

  /// An operator word that has no operands, or that is itself an operand.
  mutating func report(operatorAsText excerpt: String, at range: Range<Int>) {
    report(
      .misplacedOperator, "\(excerpt) joins nothing here and is taken as text", at: range,
      hint: "the word itself goes into quotation marks or is written in lower case")
  }

  /// The issue that stands first in the query.
  var first: QuerySyntaxError? {
    issues.min { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The issues in the order of the query; what is past the limit is counted in a last warning, not dropped.
  func warnings(limit: Int) -> [QueryWarning] {
    let sorted = issues.sorted { $0.range.lowerBound < $1.range.lowerBound }
    var warnings = sorted.prefix(limit).map { QueryWarning(message: $0.message, range: $0.range) }
    let rest = sorted.dropFirst(limit)
    if let next = rest.first {
      warnings.append(QueryWarning(message: "and \(rest.count) more like these", range: next.range))
    }
    return warnings
  }
}
