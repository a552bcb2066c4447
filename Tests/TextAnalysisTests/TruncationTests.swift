import Testing
import TextAnalysis

/// Terms that reach the greatest length.
@Suite struct TruncationTests {
  private func token(_ text: String) throws -> Token {
    let tokens = Analyzer().tokens(of: Array(text.utf8))
    #expect(tokens.count == 1)
    return try #require(tokens.first)
  }

  /// Letters of 1, 2, 3 and 4 bytes that fold to themselves.
  @Test(arguments: ["a", "ж", "ა", "𐐨"]) func isCutBetweenScalars(letter: String) throws {
    let width = letter.utf8.count
    let fitting = TokenBatch.maximumTermLength / width
    for count in [fitting - 1, fitting, fitting + 1, fitting * 100] {
      let word = String(repeating: letter, count: count)
      let token = try token(word)
      #expect(token.isTruncated == (count > fitting))
      #expect(token.term == Array(word.utf8.prefix(fitting * width)))
      #expect(token.range == 0..<word.utf8.count)
    }
  }

  /// The cut falls into a scalar: it is left out, and so is what would fit after it.
  @Test func leavesOutWhatDoesNotFit() throws {
    let start = String(repeating: "a", count: TokenBatch.maximumTermLength - 1)
    #expect(try token(start + "жb").term == Array(start.utf8))
    #expect(try token(start + "b").isTruncated == false)
  }

  /// Words with a full stop somewhere, which plain ASCII may have.
  @Test(arguments: 120...136) func isCutWhereverAFullStopStands(length: Int) throws {
    for index in 1..<length - 1 {
      var word = [UInt8](repeating: UInt8(ascii: "a"), count: length)
      word[index] = UInt8(ascii: ".")
      let isLong = length > TokenBatch.maximumTermLength
      let term = Array(word.prefix(TokenBatch.maximumTermLength))
      // Blanks follow, so that the word is not at the end of the text.
      let tokens = Analyzer().tokens(of: word + [UInt8](repeating: UInt8(ascii: " "), count: 16))
      #expect(tokens == [Token(term: term, range: 0..<length, isTruncated: isLong)])
    }
  }

  /// What counts is the length of the term, not that of the text.
  @Test func countsFoldedBytes() throws {
    let stripped = String(repeating: "e\u{301}", count: TokenBatch.maximumTermLength)
    #expect(try token(stripped).isTruncated == false)
    let expanded = String(repeating: "ŉ", count: TokenBatch.maximumTermLength / 2)
    #expect(try token(expanded).isTruncated == false)
    #expect(try token(expanded + "ŉ").isTruncated)
  }

  @Test func appliesToTheJoinedWord() throws {
    let half = String(repeating: "a", count: TokenBatch.maximumTermLength / 2)
    #expect(try token("\(half)-\n\(half)").isTruncated == false)
    #expect(try token("\(half)-\n\(half)a").isTruncated)
  }

  @Test func keepsThePositionsOfOthers() {
    let long = String(repeating: "x", count: 200)
    let tokens = Analyzer().tokens(of: Array("a \(long) b \(long) c".utf8))
    #expect(tokens.map(\.isTruncated) == [false, true, false, true, false])
    #expect(tokens.map(\.term.count) == [1, 128, 1, 128, 1])
  }

  /// Marks that are kept wait to be sorted, and only so many can wait.
  @Test func limitsMarksInARow() throws {
    func word(_ count: Int) -> String { "क" + String(repeating: "\u{93C}", count: count) + "ख" }
    #expect(try token(word(32)) == Token(term: Array(word(32).utf8), range: 0..<102))
    #expect(try token(word(33)) == Token(term: Array(word(32).utf8), range: 0..<105, isTruncated: true))
    // Marks that are stripped do not wait.
    #expect(try token("e" + String(repeating: "\u{301}", count: 1000)).isTruncated == false)
  }

  @Test func isCountedByTheBatch() {
    let word = String(repeating: "x", count: 129)
    let text = Array(Array(repeating: word, count: 3000).joined(separator: " ").utf8)
    #expect(AnalysisSummary(text) == AnalysisSummary(tokenCount: 3000, truncatedCount: 3000))
  }
}
