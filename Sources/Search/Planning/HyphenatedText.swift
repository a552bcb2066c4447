import TextAnalysis

/// Text of a query with the ways in which a document may spell it: `well-known` stands in documents as two words, or, where
/// it was broken at the end of a line, as the one word `wellknown`.
struct HyphenatedText {
  /// The words of the text as it stands.
  let tokens: [Token]
  /// Whether there are more hyphens than are tried.
  let isLimited: Bool

  /// The tokens that a hyphen, and nothing else, connects with the next one.
  private let hyphenated: [Int]

  /// Readings cost a phrase each. No compound in use has more hyphens than this.
  private static let maximumHyphenCount = 8

  init(_ text: String, analyzer: Analyzer) {
    let bytes = Array(text.utf8)
    let tokens = analyzer.tokens(of: bytes)
    self.tokens = tokens
    let hyphenated = tokens.indices.dropLast().filter { Self.isHyphen(between: tokens[$0], tokens[$0 + 1], in: bytes) }
    isLimited = hyphenated.count > Self.maximumHyphenCount
    self.hyphenated = isLimited ? [] : hyphenated
  }

  /// The terms of each reading: first all words apart, then with the words at one of the hyphens joined, as a line ends but
  /// once in a compound.
  var readings: [[[UInt8]]] {
    let terms = tokens.map(\.term)
    return [terms] + hyphenated.map { terms[..<$0] + [terms[$0] + terms[$0 + 1]] + terms[($0 + 2)...] }
  }

  private static func isHyphen(between first: Token, _ second: Token, in bytes: [UInt8]) -> Bool {
    let gap = bytes[first.range.upperBound..<second.range.lowerBound]
    // HYPHEN-MINUS, HYPHEN and NON-BREAKING HYPHEN.
    let isHyphen = gap == [0x2D] || gap == [0xE2, 0x80, 0x90] || gap == [0xE2, 0x80, 0x91]
    // Numbers are never joined: 1914-18 is not 191418.
    guard isHyphen, !endsInDigit(first.term), !(second.term.first.map(isDigit) ?? true) else { return false }
    return first.term.count + second.term.count <= TokenBatch.maximumTermLength
  }

  private static func endsInDigit(_ term: [UInt8]) -> Bool { term.last.map(isDigit) ?? true }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
