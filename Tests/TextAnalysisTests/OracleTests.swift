import Foundation
import TestSupport
import Testing
import TextAnalysis

/// The analyzer beside the naive one: the same boundaries and the same tokens, whatever the text.
@Suite(.needsUnicodeData) struct OracleTests {
  let database: UnicodeDatabase

  init() throws {
    database = try UnicodeDatabase.shared.get()
  }

  @Test(arguments: 0..<UInt64(40)) func boundaries(seed: UInt64) {
    var random = RandomText(seed: seed)
    for bytes in [random.bytes(200), random.bytes(200, isWellFormed: false)] {
      let (scalars, offsets) = NaiveAnalyzer.decode(bytes)
      let expected = NaiveSegmenter(scalars, database).boundaries.map { offsets[$0] }
      #expect(Analyzer().wordBoundaries(in: bytes) == expected)
    }
  }

  @Test(arguments: 0..<UInt64(60)) func tokens(seed: UInt64) {
    var random = RandomText(seed: seed)
    expectSameTokens(random.bytes(300))
  }

  @Test(arguments: 0..<UInt64(40)) func tokensOfIllFormedText(seed: UInt64) {
    var random = RandomText(seed: seed)
    expectSameTokens(random.bytes(200, isWellFormed: false))
  }

  /// Many short texts, which end in the middle of everything.
  @Test(arguments: 0..<UInt64(8)) func tokensOfShortTexts(seed: UInt64) {
    var random = RandomText(seed: seed)
    let bytes = random.bytes(60)
    for end in bytes.indices { expectSameTokens(Array(bytes[..<end])) }
  }

  /// The seeds: pages of many languages, with all that stands around an article.
  @Test func tokensOfRealText() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../seeds/articles")
    let files = FileManager.default.enumerator(at: root.standardized, includingPropertiesForKeys: [.isRegularFileKey])
    var fileCount = 0
    while let file = files?.nextObject() as? URL {
      guard try file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile == true else { continue }
      expectSameTokens(Array(try Data(contentsOf: file)))
      fileCount += 1
    }
    #expect(fileCount >= 30)
  }

  /// A text that stands behind so many words that a batch ends after each of its tokens in turn.
  @Test(arguments: 0..<UInt64(4)) func tokensInBatchesSplitAnywhere(seed: UInt64) {
    var random = RandomText(seed: seed)
    let bytes = random.bytes(100)
    let expected = Analyzer().tokens(of: bytes)
    for wordCount in (TokenBatch.capacity - expected.count - 1)...TokenBatch.capacity {
      let words = [UInt8](repeating: UInt8(ascii: "\n"), count: wordCount).flatMap { [UInt8(ascii: "x"), $0] }
      let tokens = Analyzer().tokens(of: words + bytes).dropFirst(wordCount).map {
        Token(
          term: $0.term, range: $0.range.lowerBound - words.count..<$0.range.upperBound - words.count,
          isTruncated: $0.isTruncated)
      }
      #expect(tokens == expected, "after \(wordCount) words")
    }
  }

  private func expectSameTokens(_ bytes: [UInt8], sourceLocation: SourceLocation = #_sourceLocation) {
    let tokens = Analyzer().tokens(of: bytes)
    let expected = NaiveAnalyzer(database: database).tokens(of: bytes)
    let different = zip(tokens, expected).first { $0 != $1 }
    #expect(
      tokens == expected, "first difference: \(String(describing: different)) of \(tokens.count), \(expected.count)",
      sourceLocation: sourceLocation)
  }
}
