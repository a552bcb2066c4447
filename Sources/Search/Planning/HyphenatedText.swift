import TextAnalysis

/// Text of a query with the ways in which a document may spell it: `well-known` stands in documents as two words, or, where
/// it was broken at the end of a line, as the one word `wellknown`.
struct HyphenatedText {
  /// The terms of the text as it stands, all words apart.
  let terms: [[UInt8]]

  /// The terms of every other reading. In each, hyphens are closed, but only one of a compound: a line ends but once in it.
  let otherReadings: [[[UInt8]]]

  /// Whether there were too many hyphens to try all that.
  let isLimited: Bool

  /// Each reading costs a phrase.
  static let maximumReadingCount = 32

  init(_ text: String, analyzer: Analyzer) {
    if let terms = analyzer.plainTerms(of: text) {
      self.init(terms: terms)
      return
    }
    let bytes = Array(text.utf8)
    let tokens = analyzer.tokens(of: bytes)
    let compounds = Self.compounds(tokens, in: bytes)
    let hyphenCount = compounds.reduce(0) { $0 + $1.count }
    let combinations = compounds.reduce(1) { min($0 * ($1.count + 1), Self.maximumReadingCount + 1) }

    var closed: [[Int]] = [[]]
    if combinations <= Self.maximumReadingCount {
      for compound in compounds { closed += closed.flatMap { others in compound.map { others + [$0] } } }
    } else if hyphenCount < Self.maximumReadingCount {
      closed += compounds.joined().map { [$0] }
    }
    self.init(
      terms: tokens.map(\.term), otherReadings: closed.dropFirst().map { Self.terms(of: tokens, closing: $0) },
      isLimited: combinations > Self.maximumReadingCount)
  }

  private init(terms: [[UInt8]], otherReadings: [[[UInt8]]] = [], isLimited: Bool = false) {
    self.terms = terms
    self.otherReadings = otherReadings
    self.isLimited = isLimited
  }

  /// For each compound the tokens behind which its hyphens stand.
  private static func compounds(_ tokens: [Token], in bytes: [UInt8]) -> [[Int]] {
    var compounds: [[Int]] = []
    for index in tokens.indices.dropLast() where isHyphen(between: tokens[index], tokens[index + 1], in: bytes) {
      if compounds.last?.last == index - 1 {
        compounds[compounds.count - 1].append(index)
      } else {
        compounds.append([index])
      }
    }
    return compounds
  }

  /// The terms with each of `hyphens`, ascending and no two of them neighbours, joined with the next one.
  private static func terms(of tokens: [Token], closing hyphens: [Int]) -> [[UInt8]] {
    var terms = tokens.map(\.term)
    for index in hyphens.reversed() { terms[index] += terms.remove(at: index + 1) }
    return terms
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
