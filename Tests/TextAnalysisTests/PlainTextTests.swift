import TestSupport
import Testing
import TextAnalysis

/// Texts of letters, digits and blanks give the same terms on the short way as on the long one; all others take the long one.
struct PlainTextTests {
  @Test(arguments: 1...20 as ClosedRange<UInt64>) func plainTextsHaveTheTermsOfTheirTokens(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = Array("abzAZ09  ".unicodeScalars)
    for _ in 0..<200 {
      var text = ""
      while generator.below(6) > 0 {
        // Some words are as long as a term may be.
        let length = generator.below(20) == 0 ? TokenBatch.maximumTermLength - generator.below(3) : generator.below(12)
        for _ in 0..<length { text.unicodeScalars.append(alphabet[generator.below(alphabet.count)]) }
      }
      expectTermsOfTokens(text)
    }
  }

  /// Each of the first characters of Unicode, between others: either it makes the text no plain one, or nothing else.
  @Test func eachCharacterIsPlainOrLeftToTheTokens() {
    for scalar in (0..<0x2100 as Range<UInt32>).compactMap(Unicode.Scalar.init) {
      let isPlain = scalar == " " || scalar.isASCII && (scalar.properties.isAlphabetic || "0"..."9" ~= scalar)
      for text in ["\(scalar)", "a\(scalar)", "\(scalar)9", "B\(scalar)c"] {
        #expect((Analyzer().plainTerms(of: text) != nil) == isPlain, "\(text.debugDescription)")
        if isPlain { expectTermsOfTokens(text) }
      }
    }
  }

  @Test func wordsLongerThanATermAreLeftToTheTokens() {
    let longest = String(repeating: "a", count: TokenBatch.maximumTermLength)
    expectTermsOfTokens("x \(longest) y")
    #expect(Analyzer().plainTerms(of: "x \(longest)b y") == nil)
  }

  private func expectTermsOfTokens(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    guard let terms = Analyzer().plainTerms(of: text) else {
      let hasLongWord = text.split(separator: " ").contains { $0.utf8.count > TokenBatch.maximumTermLength }
      #expect(hasLongWord, "\(text.debugDescription)", sourceLocation: sourceLocation)
      return
    }
    #expect(
      terms == Analyzer().tokens(of: Array(text.utf8)).map(\.term), "\(text.debugDescription)",
      sourceLocation: sourceLocation)
  }
}
