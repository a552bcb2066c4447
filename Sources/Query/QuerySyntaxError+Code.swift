extension QuerySyntaxError {
  /// The kinds of error. The raw values are names that programs may compare.
  public enum Code: String, Sendable, CaseIterable {
    // In either mode.

    /// Nothing to search for.
    case empty
    /// More bytes than the limit.
    case tooLong
    /// More words, phrases and prefixes than the limit.
    case tooManyClauses
    /// More parentheses inside parentheses than the limit.
    case tooDeep
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// The text holds U+0000.
    case nulCharacter
    /// `*` with no word before it.
    case loneStar
    /// A query, or one side of an `OR`, that only excludes.
    case onlyExclusions

    // In strict mode; a warning in lenient mode.

    /// A quotation mark opens and none closes.
    case unclosedQuote
    /// Nothing between the quotation marks.
    case emptyPhrase
    /// A parenthesis without its partner.
    case unbalancedParenthesis
    /// Nothing between the parentheses.
    case emptyGroup
    /// `AND`, `OR` or `NOT` without the operands it needs.
    case misplacedOperator
    /// `+` or `-` where it is no operator: doubled, or behind a quote, a parenthesis or a field.
    case misplacedSign
    /// A field that does not exist.
    case unknownField
    /// A field with nothing behind its colon.
    case emptyField
    /// Syntax that this version does not know, or that of another language: `NEAR`, `&&`, `'single quotes'`.
    case unsupported
  }
}
