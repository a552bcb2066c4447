import Extraction
import Ingest
import TestSupport
import Testing

@Suite("Front matter")
struct FrontMatterTests {
  private func read(_ lines: String...) -> FrontMatter? {
    let bytes = Array(lines.joined(separator: "\n").utf8)
    return FrontMatter(bytes.span)
  }

  @Test(
    "A title may be plain or quoted",
    arguments: [
      ("title: A day", "A day"), ("title:   A day   # a comment", "A day"), ("Title: A#day", "A#day"),
      (#"title: "A \"day\" \\ night" # comment"#, #"A "day" \ night"#), ("title: 'It''s a day'", "It's a day"),
      (#"title: "Seven days: a truce""#, "Seven days: a truce"), ("title: a: b", "a: b"), ("title:", ""),
      ("title: null", ""), ("title: ~", ""), ("title: # comment", ""), ("title: |", ""), ("title: >-", ""),
      (#"title: "never closed"#, #""never closed"#), ("title: ''", ""), ("title: \u{E9}t\u{E9}", "été"),
    ])
  func titles(line: String, title: String) {
    #expect(read("---", line, "---").map { text($0.title.bytes) } == title)
  }

  @Test("Title, date and address are taken, the first of each; what is indented or listed is not theirs")
  func members() throws {
    let found = try #require(
      read(
        "---", "# a comment", "", "tags: [a, b]", "author:", "  title: Dr", "date: 2016-10-04", "title: One",
        "title: Two",
        "url: https://example.org/#a", "- title: Three", "---", "text"))
    #expect(text(found.title.bytes) == "One")
    #expect(text(found.date) == "2016-10-04")
    #expect(text(found.url) == "https://example.org/#a")
  }

  @Test("It ends with three dashes or dots, and the text goes on behind")
  func end() {
    for end in ["---", "...", "---  "] {
      let top = "---\r\ntitle: x\r\n\(end)\r\n"
      #expect(FrontMatter(Array((top + "text").utf8).span)?.end == top.utf8.count)
    }
  }

  @Test("It is none where it does not begin the text, is never closed, or is prose between two rules")
  func none() {
    #expect(read("", "---", "title: x", "---") == nil)
    #expect(read("---", "title: x", "text") == nil)
    #expect(read("--", "title: x", "--") == nil)
    #expect(read("--- x", "title: x", "---") == nil)
    #expect(read("---", "Some prose between two rules.", "", "title: x", "---") == nil)
    #expect(read("") == nil)
  }

  @Test("Its title stands before a heading, which stays in the body")
  func precedence() throws {
    let directory = try TemporaryDirectory()
    try directory.write("---\ntitle: Front\ndate: 2017-01-20\n---\n# Heading\nText", to: "a.md")
    try directory.write("---\ndate: 2017-01-20\n---\n# Heading\nText", to: "b.md")
    try directory.write("---\ntitle: Front\n---\nText", to: "c.txt")
    let intake = try directory.intake()
    #expect(intake.texts == ["Front|Heading\n\nText", "Heading|Text", "|---\ntitle: Front\n---\nText"])
    #expect(intake.documents.map { text($0.date) } == ["2017-01-20", "2017-01-20", ""])
  }
}
