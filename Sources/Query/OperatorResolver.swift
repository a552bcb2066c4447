/// Turns `AND`, `OR` and `NOT` that lack an operand into text.
///
/// From left to right: `AND` and `OR` need a complete operand before them, and all three need one that begins right
/// behind them.
enum OperatorResolver {
  static func resolve(_ tokens: inout [Token], of text: QueryBytes, issues: inout IssueLog) {
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
      }
    }
  }

  /// For each token, whether an operand begins with it; from the right, because a `NOT` asks its successor.
  private static func operandStarts(in tokens: [Token]) -> [Bool] {
    var starts = [Bool](repeating: false, count: tokens.count)
    var next = false
    for index in tokens.indices.reversed() {
      switch tokens[index].kind {
      case .leaf, .ignored, .open, .plus, .minus, .field, .literal: next = true
      case .close, .and, .or: next = false
      case .not: break
      }
      starts[index] = next
    }
    return starts
  }

  private static func takeAsText(_ token: inout Token, of text: QueryBytes, issues: inout IssueLog) {
    issues.report(operatorAsText: text.excerpt(token.range), at: token.range)
    token = .text(QueryText(text: text.string(token.range), range: token.range))
  }
}

extension Token {
  fileprivate var isNot: Bool {
    if case .not = kind { true } else { false }
  }
}
