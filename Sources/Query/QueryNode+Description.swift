extension QueryNode: CustomStringConvertible {
  /// The canonical form: `+` before what is required, `-` before what is prohibited, nothing before what is optional,
  /// no operator words, straight quotes.
  ///
  /// For a tree made by the parser, a strict parse of this with the default operator `or` gives the same tree (but for
  /// byte ranges), as far as the limits allow: the canonical form can be longer and nested deeper than the query.
  public var description: String {
    var output = ""
    render(isNested: false, into: &output)
    return output
  }

  private func render(isNested: Bool, into output: inout String) {
    switch self {
    case .word(let word):
      output += word.text
    case .phrase(let phrase):
      output += "\"\(phrase.text)\""
    case .prefix(let prefix):
      output += prefix.text + "*"
    case .field(let field, let node):
      output += field.rawValue + ":"
      if node.wouldHideField { output += "(" }
      node.render(isNested: true, into: &output)
      if node.wouldHideField { output += ")" }
    case .boolean(let clauses):
      if isNested { output += "(" }
      for (index, clause) in clauses.enumerated() {
        if index > 0 { output += " " }
        output += clause.occur.sign
        clause.node.render(isNested: true, into: &output)
      }
      if isNested { output += ")" }
    }
  }
}

extension QueryNode {
  /// Whether this is a word that, right behind `title:`, would make one word of both, as in `title::x` and `title://x`.
  private var wouldHideField: Bool {
    switch self {
    case .word(let text), .prefix(let text): !Syntax.canFollowFieldColon(text.text.utf8)
    case .phrase, .field, .boolean: false
    }
  }
}

extension Occur {
  fileprivate var sign: String {
    switch self {
    case .required: "+"
    case .optional: ""
    case .prohibited: "-"
    }
  }
}
