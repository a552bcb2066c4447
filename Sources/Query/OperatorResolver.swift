/// Turns `AND`, `OR` and `NOT` that lack an operand into text, and the operators of other search engines into text or
/// nothing.
///
/// From left to right: `AND` and `OR` need a complete operand before them, and all three need one that begins right
/// behind them. `&&` and its like are left out between operands, and `NEAR` is text anywhere; a warning comes only
/// between operands.
enum OperatorResolver {
  static func resolve(_ tokens: inout [Token], of text: QueryBytes, issues: inout IssueLog) {
    guard tokens.contains(where: \.mayBeOperator) else { return }
    let startsOperand = operandStarts(in: tokens)
    var isBehindOperand = false
    for index in tokens.indices {
      let isBeforeOperand = index + 1 < tokens.count && startsOperand[index + 1]
      switch tokens[index].kind {
      case .leaf, .ignored, .close:
        isBehindOperand = true
      case .open, .plus, .minus, .field, .literal:
        isBehindOperand = false
      case .and, .or, .not:
        if isBeforeOperand, isBehindOperand || tokens[index].isNot {
          isBehindOperand = false
        } else {
          takeAsText(&tokens[index], of: text, issues: &issues)
          isBehindOperand = true
        }
      case .foreign(let foreign):
        let isOperator = isBehindOperand && isBeforeOperand
        replace(&tokens[index], foreign, isOperator: isOperator, of: text, issues: &issues)
        isBehindOperand = true
      }
    }
  }

  /// For each token, whether an operand begins with it; from the right, because a `NOT` asks its successor.
  private static func operandStarts(in tokens: [Token]) -> [Bool] {
    var starts = [Bool](repeating: false, count: tokens.count)
    var next = false
    for index in tokens.indices.reversed() {
      switch tokens[index].kind {
      case .leaf, .ignored, .open, .plus, .minus, .field, .literal, .foreign: next = true
      case .close, .and, .or: next = false
      case .not: break
      }
      starts[index] = next
    }
    return starts
  }

  private static func takeAsText(_ token: inout Token, of text: QueryBytes, issues: inout IssueLog) {
    issues.report(operatorAsText: text.excerpt(token.range), at: token.range)
    token = literal(token, of: text)
  }

  private static func replace(
    _ token: inout Token, _ foreign: ForeignOperator, isOperator: Bool, of text: QueryBytes, issues: inout IssueLog
  ) {
    let excerpt = text.excerpt(token.range)
    switch (isOperator, foreign.replacement) {
    case (true, let replacement?):
      let advice = "write \(replacement)"
      issues.report(
        .unsupported, "\(excerpt) is no operator", remedy: " and is left out; \(advice)", at: token.range, hint: advice)
      token.kind = .ignored
    case (true, nil):
      issues.report(unsupported: Syntax.proximityFeature, excerpt: excerpt, at: token.range)
      token = literal(token, of: text)
    case (false, _):
      token = literal(token, of: text)
    }
  }

  private static func literal(_ token: Token, of text: QueryBytes) -> Token {
    .text(QueryText(text: text.string(token.range), range: token.range))
  }
}

extension Token {
  fileprivate var mayBeOperator: Bool {
    switch kind {
    case .and, .or, .not, .foreign: true
    case .leaf, .ignored, .open, .close, .plus, .minus, .field, .literal: false
    }
  }

  fileprivate var isNot: Bool {
    if case .not = kind { true } else { false }
  }
}
