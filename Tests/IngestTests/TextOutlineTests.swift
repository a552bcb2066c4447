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

  @Test(
    "A heading of level 1 is the title of Markdown, wherever it stands",
    arguments: [
      ("# Title\nBody", "Title", "Body"),
      ("before\n\n   # Title ##  \nafter", "Title", "before\n\nafter"),
      ("## Section\n# Title\n# Other", "Title", "## Section\n# Other"),
      ("```\n# comment\n```\n# Title", "Title", "```\n# comment\n```\n"),
      ("~~~~ sh\n~~~\n# comment\n~~~~~\n# Title", "Title", "~~~~ sh\n~~~\n# comment\n~~~~~\n"),
      ("```inline```\n# Title", "Title", "```inline```\n"),
      ("# C#", "C#", ""),
      ("#\tTab", "Tab", ""),
      ("Title\n\n#hashtag", "Title", "\n#hashtag"),
      ("Title\n\n    # code", "Title", "\n    # code"),
      ("Title\n\n# ##", "Title", "\n# ##"),
      ("```\n# never closed", "", "```\n# never closed"),
    ])
  func markdown(content: String, title: String, body: String) throws {
    #expect(try outline(content, as: "a.md") == [title, body])
  }

  @Test("HTML is taken as it stands, markup and all")
  func html() throws {
    let page = "<!DOCTYPE html>\n\n<title>A page</title>\n<p>Text"
    #expect(try outline(page, as: "a.html") == ["", page])
  }

  @Test("No text makes it read past its end", arguments: UInt64(0)..<20)
  func anyText(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let pieces = [
      "#", " ", "\n", "\r", "\t", "`", "```", "~~~", "a", "---\n", "title:", "\"", "'", "\\", "é", "\u{A0}",
    ]
    for _ in 0..<300 {
      let content = Array((0..<random.below(25)).map { _ in pieces[random.below(pieces.count)] }.joined().utf8)
      for outline in [TextOutline(markdown: content.span), TextOutline(plainText: content.span)] {
        let kept = outline.body.flatMap { content[$0] }
        #expect(outline.title.count <= content.count)
        // Nothing is lost: each letter stands in the title or in the body.
        let letters = content.filter { $0 == UInt8(ascii: "a") }.count
        #expect((content[outline.title] + kept).filter { $0 == UInt8(ascii: "a") }.count == letters)
      }
      if let frontMatter = FrontMatter(content.span) { #expect(frontMatter.end <= content.count) }
    }
  }
}
