import Query

/// Limits that no test input reaches.
let wideLimits = QueryLimits(byteCount: 1 << 24, clauseCount: 1 << 20, nesting: 64)

/// The codes that a lenient parse may throw.
let lenientCodes: Set<QuerySyntaxError.Code> = [
  .empty, .tooLong, .tooManyClauses, .tooDeep, .invalidUTF8, .nulCharacter, .loneStar, .onlyExclusions,
]

func parse(
  _ query: String, _ defaultOperator: DefaultOperator = .and, strict: Bool = false, limits: QueryLimits = QueryLimits()
) throws(QuerySyntaxError) -> ParsedQuery {
  let options = QueryOptions(defaultOperator: defaultOperator, isStrict: strict, limits: limits)
  return try QueryParser(options: options).parse(query)
}

/// What a parse gives, in one comparable value: the canonical form and the ranges of the warnings, or the error.
enum Outcome: Equatable, CustomStringConvertible {
  case query(String, warnings: [Range<Int>])
  case error(QuerySyntaxError.Code, Range<Int>)

  static func query(_ canonical: String) -> Outcome {
    .query(canonical, warnings: [])
  }

  var description: String {
    switch self {
    case .query(let canonical, let warnings): "\(canonical) \(warnings)"
    case .error(let code, let range): "\(code.rawValue) \(range)"
    }
  }
}

func outcome(
  _ query: String, _ defaultOperator: DefaultOperator = .and, strict: Bool = false, limits: QueryLimits = QueryLimits()
) -> Outcome {
  do throws(QuerySyntaxError) {
    let parsed = try parse(query, defaultOperator, strict: strict, limits: limits)
    return .query(parsed.root.description, warnings: parsed.warnings.map(\.range))
  } catch {
    return .error(error.code, error.range)
  }
}

extension QueryNode {
  /// The tree without byte ranges, so that trees from different spellings compare.
  var withoutRanges: QueryNode {
    switch self {
    case .word(let text): .word(text.withoutRange)
    case .phrase(let text): .phrase(text.withoutRange)
    case .prefix(let text): .prefix(text.withoutRange)
    case .field(let field, let node): .field(field, node.withoutRanges)
    case .boolean(let clauses):
      .boolean(clauses.map { QueryClause(occur: $0.occur, node: $0.node.withoutRanges) })
    }
  }

  /// The texts of the leaves, from left to right.
  var leaves: [QueryText] {
    switch self {
    case .word(let text), .phrase(let text), .prefix(let text): [text]
    case .field(_, let node): node.leaves
    case .boolean(let clauses): clauses.flatMap(\.node.leaves)
    }
  }

  static func word(_ text: String) -> QueryNode { .word(QueryText(text: text, range: 0..<0)) }
  static func phrase(_ text: String) -> QueryNode { .phrase(QueryText(text: text, range: 0..<0)) }
  static func prefix(_ text: String) -> QueryNode { .prefix(QueryText(text: text, range: 0..<0)) }
}

extension QueryText {
  fileprivate var withoutRange: QueryText { QueryText(text: text, range: 0..<0) }
}
