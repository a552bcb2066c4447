import Testing
import TextAnalysis

/// What indexes on disk rely on: equal fingerprints mean equal tokens, today as when the index was made.
@Suite struct FingerprintTests {
  /// Another fingerprint makes every index that exists be rebuilt: change it on purpose only.
  @Test func isTheRecordedOne() {
    #expect(Analyzer.unicodeVersion == "15.0.0")
    #expect(Analyzer.fingerprint == 0xB9B2_A307_6F5D_5009)
  }

  /// If this fails, the analyzer gives other tokens than before under the same fingerprint: raise `rules` in
  /// `Analyzer.description` unless the fingerprint has changed already, and record both numbers.
  @Test func standsForTheRecordedTokens() {
    var digest = Digest()
    // The scalars of the planes that have any, each alone and in the middle of a word.
    for block in Array(stride(from: UInt32(0), to: 0x3_2000, by: 0x1000)) + [0xE_0000] {
      let text = encoded((block..<block + 0x1000).flatMap { [$0, 0x0A, 0x61, $0, 0x301, 0x31, 0x0A] }).bytes
      digest.add(Analyzer().tokens(of: text))
    }
    for text in Self.samples { digest.add(Analyzer().tokens(of: Array(text.utf8))) }
    #expect(digest.value == 0x63A1_173B_0500_58CF)
  }

  private static let samples = [
    "state-of-the-\nart infor-\r\n mation Anglo-\nSaxon soft\u{AD}\nhyphen 1-\na",
    "can't can’t 3.14 1,000;5 a.b a,b 10:30 a:b א\"ב א' ג׳ x_1 _",
    "👩\u{200D}👩\u{200D}👧 🇩🇪🇫🇷🇮 ❤\u{FE0F} ❤ 🏴\u{E0067}\u{E0062}\u{E007F} 1\u{FE0F}\u{20E3}",
    "क\u{93C}\u{94D} " + String(repeating: "x", count: 200) + " क" + String(repeating: "\u{93C}", count: 40),
  ]

  /// FNV-1a over terms, ranges and flags.
  private struct Digest {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ tokens: [Token]) {
      for token in tokens {
        add(UInt64(token.range.lowerBound))
        add(UInt64(token.range.upperBound))
        add(token.isTruncated ? 1 : 0)
        for byte in token.term { add(UInt64(byte)) }
      }
    }

    private mutating func add(_ number: UInt64) {
      value = (value ^ number) &* 0x100_0000_01B3
    }
  }
}
