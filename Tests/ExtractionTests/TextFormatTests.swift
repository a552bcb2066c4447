import Extraction
import TestSupport
import Testing

@Suite("Formats of files")
struct TextFormatTests {
  private static let content = "Title\n\nThe phr\u{E4}se stands here."

  /// The content in a format, and the source of its phrase.
  private func source(_ format: TextFormat) -> String {
    switch format {
    case .text, .markdown: Self.content
    case .html: "<title>Title</title><p>The <b>phr</b>\u{E4}se stands here."
    case .email: "Subject: Title\nContent-Type: text/plain; charset=utf-8\n\nThe phr\u{E4}se stands here."
    }
  }

  private func encoded(_ text: String, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "mark": [0xEF, 0xBB, 0xBF] + Array(text.utf8)
    case "utf-16": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    case "windows-1252": text.unicodeScalars.map { UInt8($0.value) }
    default: Array(text.utf8)
    }
  }

  @Test(
    "All formats are read in all encodings", arguments: [TextFormat.text, .markdown, .html, .email],
    ["utf-8", "mark", "utf-16", "windows-1252"])
  func encodings(_ format: TextFormat, _ encoding: String) throws {
    var source = source(format)
    // A message tells the encodings of its parts.
    if format == .email, encoding == "windows-1252" { source.replace("utf-8", with: "iso-8859-1") }
    let file = encoded(source, encoding)
    var buffer = Array("what was here before".utf8)
    let document = try #require(format.extract(file, decodingInto: &buffer))
    #expect(text(document.title.bytes) == "Title")
    #expect(text(document.body.bytes).hasSuffix("The phr\u{E4}se stands here."))
    let isRaw = format == .email && encoding == "windows-1252"
    #expect(document.isReencoded == (encoding == "utf-16" || encoding == "windows-1252" && !isRaw))
    let phrase = Array("phr\u{E4}se".utf8)
    let start = try #require(document.body.bytes.indices.first { document.body.bytes[$0...].starts(with: phrase) })
    let range = document.body.map.sourceRange(of: start..<start + phrase.count)
    // Of UTF-16, the mark is no part of the phrase.
    let expected = encoded(format == .html ? "phr</b>\u{E4}se" : "phr\u{E4}se", encoding)
    let markLength = encoding == "mark" ? 3 : encoding == "utf-16" ? 2 : 0
    #expect(Array(file[range]) == Array(expected.dropFirst(markLength)))
  }

  @Test("Binary files have no text", arguments: [TextFormat.text, .markdown, .html, .email])
  func binary(_ format: TextFormat) {
    var buffer: [UInt8] = []
    #expect(format.extract([0x50, 0, 0x4B], decodingInto: &buffer) == nil)
  }
}
