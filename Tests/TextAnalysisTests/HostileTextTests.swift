import TestSupport
import Testing
import TextAnalysis

/// Texts made to be slow, to grow or to lead out of bounds. An analyzer whose time grew faster than the text would run into
/// the time limit by far.
@Suite(.timeLimit(.minutes(1))) struct HostileTextTests {
  private static let count = 100_000

  @Test(arguments: [
    // Combining marks: stripped, kept, out of order, without a base.
    ("a", "\u{301}", 1, 0),
    ("क", "\u{93C}", 1, 1),
    ("क", "\u{301}\u{323}\u{93C}", 1, 1),
    ("", "क\u{301}\u{323}\u{94D}", 1, 1),
    ("", "漢\u{301}\u{323}\u{3099}", count, 0),
    ("", "\u{301}", 0, 0),
    ("", " \u{301}\u{200D}", 0, 0),
    // What looks ahead: over the marks that rule WB4 skips, for what a middle letter may connect; over blanks, for a line
    // break.
    ("a'", "\u{301}", 1, 0),
    ("", "a'\u{301}", 1, 1),
    ("", "a'\u{301} ", count, 0),
    ("", "א\"\u{5B7}", 1, 1),
    ("", "1,\u{AD} ", count, 0),
    ("a-", " ", 1, 0),
    ("a-\n", " ", 1, 0),
    ("", "a- ", count, 0),
    ("", "a\u{AD} ", count, 0),
    // Words that never end.
    ("", "a-\n", 1, 1),
    ("", "_", 0, 0),
    ("", "a_", 1, 1),
    ("", "\u{FDFA}", 1, 1),
    ("", "ΐ", 1, 1),
    ("", "각", 1, 1),
    ("", "👩\u{200D}", 1, 1),
    ("🏴", "\u{E0067}", 1, 1),
    // Words without number.
    ("", "🏴\u{E0067}", count, 0),
    ("", "🇩🇪", count, 0),
    ("", "漢", count, 0),
    ("", "กิ", count, 0),
    // Nothing at all.
    ("", "\u{200B}", 0, 0),
    ("", "\u{3164}", 0, 0),
    ("", "\0", 0, 0),
    ("", "\r\n", 0, 0),
  ])
  func repetition(start: String, unit: String, tokenCount: Int, truncatedCount: Int) {
    let summary = AnalysisSummary(Array((start + String(repeating: unit, count: Self.count)).utf8))
    #expect(summary == AnalysisSummary(tokenCount: tokenCount, truncatedCount: truncatedCount))
  }

  @Test func longLines() {
    let length = 20 << 20
    let spaces = [UInt8](repeating: UInt8(ascii: " "), count: length)
    #expect(AnalysisSummary(spaces) == AnalysisSummary(tokenCount: 0))
    let word = [UInt8](repeating: UInt8(ascii: "a"), count: length / 10)
    #expect(AnalysisSummary(word) == AnalysisSummary(tokenCount: 1, truncatedCount: 1))
    let words = [UInt8](repeating: UInt8(ascii: "a"), count: 99) + [UInt8(ascii: " ")]
    let line = Array(repeating: words, count: length / words.count).flatMap(\.self)
    #expect(AnalysisSummary(line) == AnalysisSummary(tokenCount: length / words.count))
  }

  /// Bytes that cannot stand where they stand; the words around them are found.
  @Test(
    arguments: [
      [0x80], [0xBF, 0xBF], [0xC0, 0xAF], [0xC1, 0x81], [0xE0, 0x80, 0xAF], [0xED, 0xA0, 0x80],
      [0xF0, 0x80, 0x80, 0x80],
      [0xF4, 0x90, 0x80, 0x80], [0xF5], [0xFF, 0xFE], [0xC3], [0xE2, 0x80], [0xF0, 0x9F, 0x91],
    ] as [[UInt8]])
  func illFormedBytes(bytes: [UInt8]) {
    let (left, right) = (Array("left".utf8), Array("right".utf8))
    #expect(Analyzer().tokens(of: left + bytes + right).map(\.term) == [left, right])
    #expect(Analyzer().tokens(of: left + bytes).map(\.term) == [left])
    #expect(Analyzer().tokens(of: bytes + right).map(\.term) == [right])
    #expect(Analyzer().tokens(of: bytes).isEmpty)
  }

  @Test(arguments: 0..<UInt64(20)) func randomBytes(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    _ = AnalysisSummary((0..<20_000).map { _ in UInt8(random.below(256)) })
    // Bytes of which more belong together.
    _ = AnalysisSummary((0..<20_000).map { _ in UInt8(0x80 + random.below(0x80)) })
  }

  @Test func emptyText() {
    #expect(Analyzer().tokens(of: []).isEmpty)
    let batch = TokenBatch()
    #expect(unsafe Analyzer().analyze(UnsafeRawBufferPointer(start: nil, count: 0), from: 0, into: batch) == 0)
    #expect(batch.count == 0)
  }
}
