/// The `*` inside phrases, and the characters around it.
extension QueryBytes {
  /// The text of a phrase at `range`, without the `*` of prefixes, which a phrase cannot hold.
  ///
  /// Where such a `*` kept two words apart, a space does: analysed, the text is the same.
  func phraseText(_ range: Range<Int>) -> String {
    var result: [UInt8] = []
    var copied = range.lowerBound
    for stars in prefixStars(in: range) {
      result += self[copied..<stars.lowerBound]
      copied = stars.upperBound
      if copied < range.upperBound, delimiter(at: copied)?.kind != .whitespace {
        result.append(UInt8(ascii: " "))
      }
    }
    result += self[copied..<range.upperBound]
    return String(decoding: result, as: UTF8.self)
  }

  /// The runs of `*` in `range` that end a word: behind a letter or digit, and before none. Others are punctuation:
  /// `2*3`, `M*A*S*H`.
  func prefixStars(in range: Range<Int>) -> [Range<Int>] {
    let star = UInt8(ascii: "*")
    var runs: [Range<Int>] = []
    var next = range.lowerBound
    while let start = self[next..<range.upperBound].firstIndex(of: star) {
      next = self[start..<range.upperBound].firstIndex { $0 != star } ?? range.upperBound
      let isBehindWord = start > range.lowerBound && scalar(endingAt: start)?.isWordCharacter == true
      let isBeforeWord = next < range.upperBound && scalar(at: next)?.isWordCharacter == true
      if isBehindWord, !isBeforeWord { runs.append(start..<next) }
    }
    return runs
  }

  /// The character that begins at an offset; nil at the end.
  func scalar(at offset: Int) -> Unicode.Scalar? {
    guard offset < count else { return nil }
    return string(offset..<Swift.min(count, offset + 4)).unicodeScalars.first
  }

  /// The character that ends before an offset; nil at the start.
  private func scalar(endingAt offset: Int) -> Unicode.Scalar? {
    guard let first = self[0..<offset].lastIndex(where: { !UTF8.isContinuation($0) }) else { return nil }
    return scalar(at: first)
  }
}

extension Unicode.Scalar {
  /// Whether it is a letter.
  var isLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }

  /// Whether it is a letter, a digit or a mark on one.
  var isWordCharacter: Bool {
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber, .nonspacingMark, .spacingMark, .enclosingMark: true
    default: isLetter
    }
  }
}
