import Terminal
import TestSupport
import Testing

@Suite struct TerminalTextTests {
  @Test(
    "A path is shown in printable characters",
    arguments: [
      ("a/b c.txt", "a/b c.txt"), ("Łódź/日本.md", "Łódź/日本.md"), ("a\nb\tc", "a\\u{A}b\\u{9}c"),
      ("\u{1B}[31m", "\\u{1B}[31m"), ("\u{7F}\u{85}\u{9B}", "\\u{7F}\\u{85}\\u{9B}"),
      ("\u{202E}txt.exe", "\\u{202E}txt.exe"),
      ("a\u{2066}b\u{2069}", "a\\u{2066}b\\u{2069}"), ("\u{2028}\u{FEFF}\u{61C}", "\\u{2028}\\u{FEFF}\\u{61C}"),
      ("", ""),
    ])
  func displayedPaths(path: String, shown: String) {
    #expect(TerminalText.literal(path: Array(path.utf8)) == shown)
  }

  @Test("Bytes that are not UTF-8 are shown as such, and what is around them as it is")
  func displayedBytes() {
    #expect(TerminalText.literal(path: [0x61, 0xFF, 0xC3, 0xA9, 0xC3]) == "a\\xFFé\\xC3")
    #expect(TerminalText.literal(path: [0xE2, 0x82]) == "\\xE2\\x82")
    #expect(TerminalText.literal(path: [0xED, 0xA0, 0x80]) == "\\xED\\xA0\\x80")
    // Both are shown as they are: they are two files, though strings of their names are equal.
    let composed = TerminalText.literal(path: Array("\u{E9}".utf8))
    let decomposed = TerminalText.literal(path: Array("e\u{301}".utf8))
    #expect(Array(composed.utf8) != Array(decomposed.utf8))
  }

  @Test("Any bytes are shown without controls, in time that grows with their number", .timeLimit(.minutes(1)))
  func hostilePaths() {
    var random = SplitMix64(seed: 7)
    let bytes = (0..<200_000).map { _ in UInt8(random.below(256)) }
    let shown = TerminalText.literal(path: bytes)
    #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) })
  }

  @Test func lines() {
    #expect(TerminalText.line(" a \n\t b\u{A0}c\u{1B} ") == "a b c\\u{1B}")
    #expect(TerminalText.line("\n ") == "")
  }
}
