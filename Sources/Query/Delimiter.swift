/// What ends a bare word.
struct Delimiter {
  enum Kind: Equatable {
    case whitespace
    case openParenthesis
    case closeParenthesis
    case quote(QuoteMark)
  }

  var kind: Kind

  /// Its length in UTF-8 bytes.
  var length: Int

  /// Whether an operand can begin with it.
  var opensOperand: Bool {
    switch kind {
    case .openParenthesis, .quote: true
    case .whitespace, .closeParenthesis: false
    }
  }
}
