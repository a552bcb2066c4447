/// Cuts a query into tokens, in one pass and in linear time.
///
/// Signs and fields become tokens only where an operand follows, so that what comes after needs to look for operands of
/// `AND`, `OR` and `NOT` only. Every `.close` has its `.open` and the other way round.
struct Lexer {
  /// What a token was preceded by.
  enum Context {
    /// The start, white space or an opening parenthesis.
    case boundary
    /// A phrase, a group or a word, with nothing between.
    case glued
    /// A sign or a field: whatever comes is its operand.
    case prefixed
  }

  let text: QueryBytes
  let nestingLimit: Int
  var position = 0
  var context = Context.boundary
  var tokens: [Token] = []
  var issues = IssueLog()
  private var openTokens: [Int] = []
  private var knownWordEnd = 0

  init(_ text: QueryBytes, nestingLimit: Int) {
    self.text = text
    self.nestingLimit = nestingLimit
    tokens.reserveCapacity(16)
  }

  /// Reads the whole query into `tokens` and `issues`.
  mutating func scan() throws(QuerySyntaxError) {
    while position < text.count {
      guard let delimiter = text.delimiter(at: position) else {
        try scanWord()
        continue
      }
      let start = position
      position += delimiter.length
      switch delimiter.kind {
      case .whitespace:
        context = .boundary
      case .openParenthesis:
        try open(start..<position)
      case .closeParenthesis:
        close(start..<position)
      case .quote(let mark):
        scanPhrase(from: start, openedBy: mark)
      }
    }
    closeAtEnd()
  }

  mutating func append(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: range))
  }

  /// The text at `range` for a word or prefix; `content` is the part without decoration.
  func queryText(_ range: Range<Int>, content: Range<Int>? = nil) -> QueryText {
    QueryText(text: text.string(content ?? range), range: range)
  }

  /// The text at `range` for a phrase: what is taken as text although it was not quoted.
  func literalText(_ range: Range<Int>) -> QueryText {
    QueryText(text: text.phraseText(range), range: range)
  }

  /// Where the word at `position` ends. Looked for once per word, because a word can hold many fields: `title:title:x`.
  mutating func wordEnd() -> Int {
    if position >= knownWordEnd { knownWordEnd = text.wordEnd(from: position) }
    return knownWordEnd
  }

  // MARK: - Groups

  private mutating func open(_ range: Range<Int>) throws(QuerySyntaxError) {
    guard openTokens.count < nestingLimit else { throw .tooDeep(at: range, limit: nestingLimit) }
    openTokens.append(tokens.count)
    append(.open, range)
    context = .boundary
  }

  private mutating func close(_ range: Range<Int>) {
    context = .glued
    guard let opened = openTokens.popLast() else {
      issues.report(
        .unbalancedParenthesis, "')' closes nothing", remedy: " and is left out", at: range, hint: .quoteParenthesis)
      return
    }
    if opened == tokens.count - 1 {
      let whole = tokens[opened].range.lowerBound..<range.upperBound
      issues.report(
        .emptyGroup, "there is nothing between the parentheses", remedy: "; they are left out", at: whole)
    }
    append(.close, range)
    scanSuffix(behind: "a group")
  }

  private mutating func closeAtEnd() {
    let end = text.count..<text.count
    for opened in openTokens.reversed() {
      issues.report(
        .unbalancedParenthesis, "'(' is not closed", remedy: "; its group runs to the end",
        at: tokens[opened].range, hint: .quoteParenthesis)
      append(.close, end)
    }
    openTokens = []
  }

  // MARK: - Phrases

  private mutating func scanPhrase(from start: Int, openedBy mark: QuoteMark) {
    let contentStart = position
    var contentEnd = text.count
    var isBlank = true
    while position < text.count {
      let delimiter = text.delimiter(at: position)
      if let delimiter, case .quote(let other) = delimiter.kind, mark.isClosed(by: other) {
        contentEnd = position
        position += delimiter.length
        break
      }
      isBlank = isBlank && delimiter?.kind == .whitespace
      position += delimiter?.length ?? 1
    }
    context = .glued
    let whole = start..<position
    let isClosed = contentEnd < text.count
    if !isClosed {
      issues.report(
        .unclosedQuote, "the quotation mark is not closed", remedy: "; the phrase runs to the end", at: whole,
        hint: "close it with a '\"'")
    }
    if isBlank {
      issues.report(.emptyPhrase, "the phrase is empty", remedy: " and is left out", at: whole)
      append(.ignored, whole)
    } else {
      let content = contentStart..<contentEnd
      reportPrefixes(in: content)
      append(.leaf(.phrase(QueryText(text: text.phraseText(content), range: whole))), whole)
    }
    if isClosed { scanSuffix(behind: "a phrase") }
  }

  private mutating func reportPrefixes(in content: Range<Int>) {
    var wordStart = content.lowerBound
    for stars in text.prefixStars(in: content) {
      wordStart = text.lastWordStart(in: wordStart..<stars.lowerBound)
      let prefix = wordStart..<stars.upperBound
      issues.report(
        .unsupported, "prefixes inside phrases are not supported yet: \(text.excerpt(prefix))",
        remedy: "; the '*' is ignored", at: prefix, hint: "leave out the '*', or write the prefix beside the phrase")
      wordStart = stars.upperBound
    }
  }

  /// Leaves out `*`, `~2`, `^3` right behind a phrase or group: as words of their own they would be nobody's intent.
  private mutating func scanSuffix(behind operand: String) {
    let range = position..<wordEnd()
    guard Syntax.isSuffix(text[range]) else { return }
    issues.report(
      .unsupported, "\(text.excerpt(range)) behind \(operand) is not supported yet", remedy: " and is left out",
      at: range, hint: "remove it")
    position = range.upperBound
  }
}

extension String {
  fileprivate static let quoteParenthesis = "a parenthesis that is text goes into quotation marks"
}
