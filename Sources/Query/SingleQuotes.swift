/// Finds words between single quotation marks, which are apostrophes to this language: `'had been'`, `‘had been’`.
///
/// A word that begins with such a mark opens, a later word that ends with one closes. Neither means much alone: `'tis`,
/// `dogs'`. Only words count, whatever stands between them, so that the canonical form holds a pair where the query
/// does; therefore every word that could close one becomes a phrase, as if it had been quoted.
enum SingleQuotes {
  static func resolve(_ tokens: inout [Token], of text: QueryBytes, issues: inout IssueLog) {
    guard text.mayHoldSingleQuotes else { return }
    var hasOpened = false
    var opening: Int?
    for index in tokens.indices {
      guard case .leaf(let leaf) = tokens[index].kind, let word = leaf.wordText else { continue }
      let closes = leaf.isWord && word.hasWordBetweenMarks && word.unicodeScalars.last?.isClosingSingleQuote == true
      let opens = word.hasWordBetweenMarks && word.unicodeScalars.first?.isOpeningSingleQuote == true
      if hasOpened, closes {
        if let first = opening {
          report(tokens[first].range.lowerBound..<tokens[index].range.upperBound, of: text, issues: &issues)
          tokens[first].quoteWord()
          opening = nil
        }
        tokens[index].quoteWord()
      } else if opens, !closes {
        hasOpened = true
        opening = opening ?? index
      }
    }
  }

  private static func report(_ range: Range<Int>, of text: QueryBytes, issues: inout IssueLog) {
    let content = text.string(range).unicodeScalars.dropFirst().dropLast()
    let shown = content.count <= 40 && !content.contains("\"") ? String(content) : "…"
    let advice = "write \"\(shown)\""
    issues.report(
      .unsupported, "single quotes are apostrophes here", remedy: "; \(advice)", at: range, hint: advice)
  }
}

extension QueryNode {
  /// The text of a word or prefix.
  fileprivate var wordText: String? {
    switch self {
    case .word(let text), .prefix(let text): text.text
    case .phrase, .field, .boolean: nil
    }
  }

  fileprivate var isWord: Bool {
    if case .word = self { true } else { false }
  }
}

extension Token {
  /// Makes a phrase of a word.
  fileprivate mutating func quoteWord() {
    if case .leaf(.word(let text)) = kind { self = .text(text) }
  }
}

extension String {
  /// Whether there is anything but single quotation marks.
  fileprivate var hasWordBetweenMarks: Bool {
    unicodeScalars.contains { !$0.isOpeningSingleQuote && !$0.isClosingSingleQuote }
  }
}

extension Unicode.Scalar {
  fileprivate var isOpeningSingleQuote: Bool { self == "'" || self == "\u{2018}" }
  fileprivate var isClosingSingleQuote: Bool { self == "'" || self == "\u{2019}" }
}
