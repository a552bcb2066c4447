/// A piece of the query between lexer and tree.
struct Token {
  enum Kind {
    /// A word, phrase or prefix.
    case leaf(QueryNode)
    /// An empty phrase, or an operator left out: stands where an operand stands, and is none.
    case ignored
    case open
    case close
    case and
    case or
    case not
    case plus
    case minus
    case field(QueryField)
    /// What other search engines have for an operator: text, or left out.
    case foreign(ForeignOperator)
    /// Text glued to the front of a phrase or group, such as an unknown field: belongs with it.
    case literal(QueryText)
  }

  var kind: Kind
  var range: Range<Int>

  /// A token for text taken as it stands.
  static func text(_ text: QueryText) -> Token {
    Token(kind: .leaf(.phrase(text)), range: text.range)
  }
}
