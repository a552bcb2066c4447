/// Reads queries. docs/QUERY.md describes the language.
///
/// Lenient by default: what cannot be meant as an operator is text, and a warning says so where it may have been meant
/// as one. Linear in the length of the query; recursion is bounded by the nesting limit.
public struct QueryParser: Sendable {
  /// How this parser reads.
  public var options: QueryOptions

  /// A parser.
  public init(options: QueryOptions = QueryOptions()) {
    self.options = options
  }

  /// Reads a query.
  ///
  /// - Parameter query: The text as typed.
  /// - Returns: The tree and what the user should be told about it.
  /// - Throws: A `QuerySyntaxError` with a byte range. In lenient mode only for an empty query, one that only excludes,
  ///   a lone `*`, a NUL, and what is past the limits.
  public func parse(_ query: String) throws(QuerySyntaxError) -> ParsedQuery {
    try parse(utf8: Array(query.utf8))
  }

  /// Reads a query from bytes that need not be valid UTF-8.
  ///
  /// - Parameter bytes: The text as typed.
  /// - Returns: The tree and what the user should be told about it.
  /// - Throws: As `parse(_:)`, and a `QuerySyntaxError` for bytes that are not UTF-8.
  public func parse(utf8 bytes: [UInt8]) throws(QuerySyntaxError) -> ParsedQuery {
    let limits = options.limits
    guard bytes.count <= limits.byteCount else { throw Self.oversizeError(bytes, limits: limits) }
    let text = QueryBytes(validated: try Self.validated(bytes))

    var lexer = Lexer(text, nestingLimit: limits.nesting)
    try lexer.scan()
    var tokens = lexer.tokens
    var issues = lexer.issues
    SingleQuotes.resolve(&tokens, of: text, issues: &issues)
    OperatorResolver.resolve(&tokens, of: text, issues: &issues)
    var builder = TreeBuilder(tokens, options: options)
    guard let root = try builder.build() else { throw .empty(at: 0..<text.count) }

    if options.isStrict, let issue = issues.first { throw issue }
    return ParsedQuery(
      root: options.field.map { .inField($0, root) } ?? root, warnings: issues.warnings(limit: limits.warningCount))
  }

  /// The bytes, if they are text.
  private static func validated(_ bytes: [UInt8]) throws(QuerySyntaxError) -> [UInt8] {
    do {
      _ = try UTF8Span(validating: bytes.span)
    } catch {
      throw .invalidUTF8(at: error.byteOffsets)
    }
    if let nul = bytes.firstIndex(of: 0) {
      throw .nulCharacter(at: nul..<nul + 1)
    }
    return bytes
  }

  /// Why a query past the byte limit is refused. If already its beginning nests too deep, that says more about it.
  private static func oversizeError(_ bytes: [UInt8], limits: QueryLimits) -> QuerySyntaxError {
    var depth = 0
    for (offset, byte) in bytes.prefix(limits.byteCount).enumerated() {
      if byte == UInt8(ascii: "(") { depth += 1 }
      if byte == UInt8(ascii: ")") { depth -= 1 }
      if depth > limits.nesting { return .tooDeep(at: offset..<offset + 1, limit: limits.nesting) }
    }
    return .tooLong(at: limits.byteCount..<bytes.count, limit: limits.byteCount)
  }
}
