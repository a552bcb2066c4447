import Extraction
import Foundation
import Testing

/// What becomes of the articles under `seeds/`, compared with `Golden`. To write that anew after a change that is meant:
///
///     QUO_GOLDEN_REGENERATE=1 swift test --filter SeedTests
@Suite("Articles as they are")
struct SeedTests {
  private static let tests = URL(filePath: #filePath).deletingLastPathComponent()
  private static let articles = tests.appending(path: "../../seeds/articles").standardizedFileURL

  private static let names: [String] = {
    let names = FileManager.default.enumerator(atPath: articles.path)?.compactMap { $0 as? String } ?? []
    return names.filter { $0.hasSuffix(".html") || $0.hasSuffix(".md") || $0.hasSuffix(".txt") }.sorted()
  }()

  private static func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: articles.appending(path: name)))
  }

  /// A document, and what its source was decoded to.
  private static func extract(_ name: String, _ bytes: [UInt8]) throws -> ExtractedDocument {
    var decoded: [UInt8] = []
    let map = try #require(TextEncoding(of: bytes)).decode(bytes, into: &decoded)
    let document =
      name.hasSuffix(".html")
      ? HTMLExtractor.extract(decoded)
      : name.hasSuffix(".md") ? MarkdownExtractor.extract(decoded) : PlainTextExtractor.extract(decoded)
    return document.decoded(by: map)
  }

  @Test("There are articles")
  func count() {
    #expect(Self.names.count > 30)
  }

  @Test("Articles with markup give the text that was agreed on", arguments: names.filter { !$0.hasSuffix(".txt") })
  func golden(_ name: String) throws {
    let document = try Self.extract(name, Self.read(name))
    let found = """
      title: \(text(document.title.bytes))
      date: \(text(document.date))
      language: \(text(document.language))
      url: \(text(document.url))

      \(text(document.body.bytes))

      """
    let file = Self.tests.appending(path: "Golden/" + name.replacing("/", with: "-") + ".txt")
    if ProcessInfo.processInfo.environment["QUO_GOLDEN_REGENERATE"] != nil {
      try Data(found.utf8).write(to: file)
    }
    #expect(try String(contentsOf: file, encoding: .utf8) == found)
  }

  @Test("Every paragraph, sliced from the file and extracted again, is the same", arguments: names)
  func paragraphs(_ name: String) throws {
    let bytes = try Self.read(name)
    let encoding = try #require(TextEncoding(of: bytes))
    let body = try Self.extract(name, bytes).body
    var start = 0
    var compared = 0
    while start < body.count {
      let end = (start..<body.count).first { body.bytes[$0...].starts(with: [0x0A, 0x0A]) } ?? body.count
      defer { start = end + 2 }
      let source = body.map.sourceRange(of: start..<end)
      #expect(body.map.textRange(of: source) == start..<end)
      // Code needs its fence, and text in single bytes needs enough of them to be told from UTF-8.
      guard !body.bytes[start..<end].contains(UInt8(ascii: "`")), encoding == .utf8 else { continue }
      var slice = Array(bytes[source])
      if name.hasSuffix(".md") { slice = Array("first\nblock\n\n".utf8) + slice }
      let found = try Self.extract(name, name.hasSuffix(".txt") ? slice + [0x0A, 0x2E] : slice)
      if name.hasSuffix(".html") {
        #expect(found.body.bytes == Array(body.bytes[start..<end]))
        compared += 1
      } else if name.hasSuffix(".txt") {
        #expect(slice == Array(body.bytes[start..<end]))
      }
    }
    if name.hasSuffix(".html"), encoding == .utf8 { #expect(compared > 8) }
  }

  @Test("Maps are a small part of the text", arguments: names)
  func mapSize(_ name: String) throws {
    let body = try Self.extract(name, Self.read(name)).body
    #expect(body.map.encoded.count < body.count / 7)
    #expect(SourceMap(encoded: body.map.encoded, textCount: body.map.textCount) == body.map)
  }
}
