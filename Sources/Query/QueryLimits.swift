/// How large a query may be. A larger one is an error in either mode.
public struct QueryLimits: Sendable, Equatable {
  /// UTF-8 bytes of text.
  public var byteCount: Int

  /// Words, phrases and prefixes.
  public var clauseCount: Int

  /// Parentheses inside parentheses. It also bounds the parser's recursion.
  public var nesting: Int

  /// Warnings that are told one by one; the rest are counted in a last one.
  public var warningCount: Int

  /// Limits; the defaults are 4 KB, 64 clauses, 16 levels and 16 warnings.
  public init(byteCount: Int = 4096, clauseCount: Int = 64, nesting: Int = 16, warningCount: Int = 16) {
    self.byteCount = byteCount
    self.clauseCount = clauseCount
    self.nesting = nesting
    self.warningCount = warningCount
  }
}
