import Extraction
import TestSupport
import TextAnalysis
import Testing

@Suite("Phrases planted in generated files")
struct PlantedPhraseTests {
  private static let analyzer = Analyzer()

  private func format(_ format: PlantedFile.Format) -> TextFormat {
    switch format {
    case .text: .text
    case .markdown: .markdown
    case .html: .html
    case .email: .email
    }
  }

  /// The ranges of a text in which tokens stand in a row.
  private func occurrences(of words: [String], in text: [UInt8]) -> [Range<Int>] {
    let tokens = Self.analyzer.tokens(of: text)
    let terms = tokens.map { String(decoding: $0.term, as: UTF8.self) }
    guard terms.count >= words.count else { return [] }
    return (0...terms.count - words.count).filter { Array(terms[$0..<$0 + words.count]) == words }.map {
      tokens[$0].range.lowerBound..<tokens[$0 + words.count - 1].range.upperBound
    }
  }

  private func terms(_ document: ExtractedDocument) -> [String] {
    [document.title, document.body].flatMap { text in
      Self.analyzer.tokens(of: text.bytes).map { String(decoding: $0.term, as: UTF8.self) }
    }
  }

  @Test("Every phrase is found, exactly where it was written", arguments: 0..<20 as Range<UInt64>)
  func phrases(_ batch: UInt64) throws {
    var buffer: [UInt8] = []
    for seed in batch * 100..<batch * 100 + 100 {
      let file = PlantedFile(seed: seed)
      let comment = Comment(rawValue: "seed \(seed), \(file.name), \(file.encoding), \(file.lineEnd)")
      let format = format(file.format)
      let document = try #require(format.extract(file.bytes, decodingInto: &buffer), comment)
      let encoding = try #require(TextEncoding(of: file.bytes), comment)
      let lines = SourceLines(file: file.bytes, encoding: encoding)
      #expect(!file.phrases.isEmpty || file.format == .email || file.format == .html, comment)
      for phrase in file.phrases {
        let text = phrase.isInTitle ? document.title : document.body
        let found = occurrences(of: phrase.words, in: text.bytes)
        #expect(found.count == 1, "\(phrase.words) \(comment)")
        guard let range = found.first else { continue }
        #expect(text.map.sourceRange(of: range) == phrase.range, "\(phrase.words) \(comment)")

        let slice = phrase.prefix + file.bytes[phrase.range] + phrase.suffix
        let part = try #require(format.extract(slice, decodingInto: &buffer), comment)
        if phrase.hasNeighbours {
          #expect(!occurrences(of: phrase.words, in: part.body.bytes).isEmpty, "\(phrase.words) \(comment)")
        } else {
          #expect(terms(part).prefix(phrase.words.count) == phrase.words[...], "\(phrase.words) \(comment)")
        }

        for place in [phrase.start, phrase.end] {
          for (unit, column) in [
            (SourceLines.Unit.utf8, place.utf8Column), (.utf16, place.utf16Column), (.utf32, place.utf32Column),
          ] {
            #expect(
              lines.position(of: place.offset, in: unit) == SourceLines.Position(line: place.line, column: column),
              comment)
          }
        }
      }
    }
  }
}
