extension Lexer {
  /// Reads what begins at `position`, which is no delimiter: a word, a sign, a field, an operator.
  mutating func scanWord() throws(QuerySyntaxError) {
    let start = position
    if let end = text.plainWordEnd(from: start) {
      append(.leaf(.word(queryText(start..<end))), start..<end)
      position = end
      context = .glued
      return
    }
    if text.byte(at: start)?.isSign == true {
      // Most signs stand before a plain word.
      if context == .boundary, text.plainWordEnd(from: start + 1) != nil {
        appendSign()
        return
      }
      scanSign()
      return
    }
    if let end = text.regexEnd(from: start) {
      takeAsText(start..<end, because: "regular expressions are")
      return
    }
    if skipLookalikeSign() { return }
    let range = start..<wordEnd()
    if scanField(in: range) { return }
    try scanBareWord(range)
  }

  /// Makes a literal of `range`.
  private mutating func appendText(_ range: Range<Int>) {
    tokens.append(.text(literalText(range)))
    position = range.upperBound
    context = .glued
  }

  private mutating func takeAsText(_ range: Range<Int>, because feature: String) {
    issues.report(unsupported: feature, excerpt: text.excerpt(range), at: range)
    appendText(range)
  }

  private mutating func scanBareWord(_ range: Range<Int>) throws(QuerySyntaxError) {
    let bytes = text[range]
    if let end = text.proximityEnd(ofWord: range) {
      takeAsText(range.lowerBound..<end, because: Syntax.proximityFeature)
      return
    }
    if let foreign = ForeignOperator(bytes) {
      append(.foreign(foreign), range)
      position = range.upperBound
      context = .glued
      return
    }
    guard text.hasWordCharacter(range) else {
      guard !bytes.elementsEqual("*".utf8) else { throw .loneStar(at: range) }
      appendText(range)
      return
    }
    if let operatorKind = Syntax.operatorKind(bytes) {
      if context == .prefixed {
        issues.report(operatorAsText: text.excerpt(range), at: range)
        appendText(range)
        return
      }
      append(operatorKind, range)
    } else if let feature = Syntax.unsupportedFeature(in: bytes) {
      takeAsText(range, because: feature)
      return
    } else if bytes.last == UInt8(ascii: "*") {
      append(.leaf(.prefix(queryText(range, content: range.dropLast()))), range)
    } else {
      append(.leaf(.word(queryText(range))), range)
    }
    position = range.upperBound
    context = .glued
  }

  // MARK: - Signs

  /// Reads `+` or `-`: an operator at a boundary, alone, and before an operand; else text, without a word if nothing
  /// but punctuation follows.
  private mutating func scanSign() {
    let word = position..<wordEnd()
    let bytes = text[word]
    let rest = (bytes.firstIndex { !$0.isSign } ?? word.upperBound)..<word.upperBound
    let isBeforeOperand = rest.isEmpty && text.delimiter(at: word.upperBound)?.opensOperand == true
    let hasTarget =
      isBeforeOperand || text.hasWordCharacter(rest) || text[rest].elementsEqual("*".utf8)
      || text.regexEnd(from: rest.lowerBound) != nil
    guard hasTarget else {
      appendText(word)
      return
    }
    if context == .boundary, rest.lowerBound == word.lowerBound + 1 {
      appendSign()
      return
    }
    issues.report(
      .misplacedSign, "the sign of \(text.excerpt(word)) is no operator here", remedy: ": it is taken as text",
      at: word,
      hint: "write one sign, behind a space and in front of the field; text that begins with a sign goes into quotes")
    if isBeforeOperand {
      appendLiteral(word)
    } else {
      appendText(word)
    }
  }

  /// Makes an operator of the sign at `position`.
  private mutating func appendSign() {
    append(text.byte(at: position) == UInt8(ascii: "-") ? .minus : .plus, position..<position + 1)
    position += 1
    context = .prefixed
  }

  /// Makes a literal of `range` that belongs with the phrase or group right behind it.
  private mutating func appendLiteral(_ range: Range<Int>) {
    append(.literal(literalText(range)), range)
    position = range.upperBound
    context = .prefixed
  }

  // MARK: - Fields

  /// Reads `name:` at the start of a word, and the value too where it is all text. False where the word has no field.
  private mutating func scanField(in word: Range<Int>) -> Bool {
    guard let colon = Syntax.fieldColon(in: text[word]) else { return false }
    let name = text.string(word.lowerBound..<colon)
    let valueStart = colon + 1
    let isBeforeOperand = valueStart == word.upperBound && text.delimiter(at: valueStart)?.opensOperand == true
    let hasValue = valueStart < word.upperBound || isBeforeOperand

    if let field = QueryField(rawValue: name.lowercased()) {
      guard hasValue else {
        issues.report(
          .emptyField, "nothing stands directly behind '\(name):'",
          remedy: ", which is taken as text: the colon must be followed directly by the word", at: word,
          hint: "put the word, the phrase or the group right behind the colon")
        appendText(word)
        return true
      }
      appendField(field, word.lowerBound..<valueStart)
      position = valueStart
      context = .prefixed
      return true
    }

    // "Warning: disk full" is prose, not a field.
    guard hasValue else { return false }
    let end = text.bracketedRangeEnd(from: valueStart) ?? word.upperBound
    let range = word.lowerBound..<end
    if Syntax.laterFields.contains(name.lowercased()) {
      issues.report(unsupported: "'\(name):' is", excerpt: text.excerpt(range), at: range)
    } else {
      let known = QueryField.allCases.map(\.rawValue).joined(separator: ", ")
      issues.report(
        .unknownField,
        "there is no field \(text.excerpt(word.lowerBound..<colon)) (known fields: \(known))",
        remedy: ": \(text.excerpt(range)) is taken as text", at: range, hint: .quoteText)
    }
    if isBeforeOperand {
      appendLiteral(range)
    } else {
      appendText(range)
    }
    return true
  }

  /// `title:title:x` says no more than `title:x`; one token for both keeps the tree's depth to that of parentheses.
  private mutating func appendField(_ field: QueryField, _ range: Range<Int>) {
    if case .field(field) = tokens.last?.kind { return }
    append(.field(field), range)
  }
}
