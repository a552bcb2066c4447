extension Lexer {
  /// Leaves out a dash or `!` in front of an operand, which may have been meant as the `-` that excludes. False where
  /// there is none.
  ///
  /// Behind a phrase or group it is the punctuation of a sentence, and needs no warning: `"storm"—said to be`.
  mutating func skipLookalikeSign() -> Bool {
    guard let sign = text.scalar(at: position), sign.isLookalikeOfMinus else { return false }
    let end = position + UTF8.width(sign)
    let advice: String
    switch text.delimiter(at: end)?.kind {
    case .quote: advice = "to exclude a phrase write -\"…\""
    case .openParenthesis: advice = "to exclude a group write -(…)"
    case .whitespace, .closeParenthesis: return false
    case nil:
      guard text.scalar(at: end)?.isLetter == true else { return false }
      advice = "to exclude a word write -\(text.clipped(end..<wordEnd()))"
    }
    let range = position..<end
    if context != .glued {
      issues.report(
        .unsupported, "\(text.excerpt(range)) is no operator",
        remedy: " and is taken as punctuation; \(advice)", at: range, hint: advice)
    }
    position = end
    context = .prefixed
    return true
  }
}

extension Unicode.Scalar {
  /// The hyphens, dashes and minus signs of Unicode that an editor or a keyboard may put for `-`, and the `!` of other
  /// search engines.
  fileprivate var isLookalikeOfMinus: Bool {
    switch value {
    case 0x21, 0x2010...0x2015, 0x2212, 0xFE58, 0xFE63, 0xFF0D: true
    default: false
    }
  }
}
