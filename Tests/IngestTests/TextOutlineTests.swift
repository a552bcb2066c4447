import Extraction
import Ingest
import TestSupport
import Testing

@Suite("Titles")
struct TextOutlineTests {
  /// Title and body of a file, the body's pieces joined.
  private func outline(_ content: String, as name: String = "a.txt") throws -> [String] {
    let directory = try TemporaryDirectory()
    try directory.write(content, to: name)
    let document = try #require(try directory.intake().documents.first)
    return [text(document.title), text(document.body)]
  }

  @Test(
    "A first line that stands alone is the title of plain text",
    arguments: [
      ("Title\n\nBody\n", "Title", "\nBody\n"),
      ("\n \r\n  Title \r\n\r\nBody", "Title", "\r\nBody"),
      ("Title\r\rBody", "Title", "\rBody"),
      ("Only a line", "Only a line", ""),
      ("Only a line\n", "Only a line", ""),
      ("\u{A0}\u{3000}Title\u{A0}\n\u{3000}\nBody", "Title", "\u{3000}\nBody"),
      ("\u{FEFF}Title\n\nBody", "Title", "\nBody"),
    ])
  func plainText(content: String, title: String, body: String) throws {
    #expect(try outline(content) == [title, body])
  }

  @Test("Hard-wrapped prose and long lines are no title")
  func untitled() throws {
    let prose = "The first line of a paragraph\nruns on in the second.\n"
    #expect(try outline(prose) == ["", prose])
    let longest = String(repeating: "x", count: TextOutline.longestTitle)
    #expect(try outline(longest + "\n\nBody") == [longest, "\nBody"])
    #expect(try outline(longest + "x\n\nBody") == ["", longest + "x\n\nBody"])
  }

  @Test("Titles of other formats are those of their markup, and are not in the body")
  func markup() throws {
    #expect(try outline("before\n\n   # Title ##  \nafter *all*", as: "a.md") == ["Title", "before\n\nafter all"])
    let page = "<!DOCTYPE html>\n\n<title>A page</title>\n<p>Text&hellip;"
    #expect(try outline(page, as: "a.html") == ["A page", "Text…"])
    let message = "Subject: Hello\nFrom: Ann <ann@example.org>\n\nText\n"
    #expect(try outline(message, as: "a.eml").first == "Hello")
  }

  @Test("No text makes it read past its end", arguments: UInt64(0)..<20)
  func anyText(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "#", " ", "\n", "\r", "\t", "`", "```", "~~~", "a", "---\n", "title:", "\"", "'", "\\", "é", "\u{A0}",
    ]
    for _ in 0..<300 {
      let content = Array((0..<random.below(25)).map { _ in pieces[random.below(pieces.count)] }.joined().utf8)
      let outline = TextOutline(plainText: content.span)
      let kept = outline.body.flatMap { content[$0] }
      #expect(outline.title.count <= content.count)
      // Nothing is lost: each letter stands in the title or in the body.
      let letters = content.filter { $0 == UInt8(ascii: "a") }.count
      #expect((content[outline.title] + kept).filter { $0 == UInt8(ascii: "a") }.count == letters)
      if let frontMatter = FrontMatter(content.span) { #expect(frontMatter.end <= content.count) }
    }
  }
}
