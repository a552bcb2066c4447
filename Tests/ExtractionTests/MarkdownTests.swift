import Extraction
import TestSupport
import Testing

@Suite("Text of Markdown")
struct MarkdownTests {
  private func extract(_ markdown: String) -> ExtractedDocument {
    MarkdownExtractor.extract(Array(markdown.utf8))
  }

  @Test(
    "Markup goes, text stays",
    arguments: [
      ("a *b* **c** ***d*** _e_ __f__ ~~g~~", "a b c d e f g"), ("ex*am*ple", "example"),
      ("snake_case __init__", "snake_case init"),
      ("2 * 3 * 4 ~ 5 ~~~ *", "2 * 3 * 4 ~ 5 ~~~ *"), ("*a", "*a"), ("**a*", "*a"), ("*«a»*b", "*«a»*b"),
      (#"\*a\* \b \\ 1\. x"#, #"*a* \b \ 1. x"#), ("a\\\nb", "a\nb"), ("a  \nb\r\nc", "a\nb\nc"),
      ("`a*b*` `` `c` `` `d", "a*b* `c` `d"), ("a &amp; &copy &#8217;", "a & &copy ’"),
      ("[a *b*](http://x.y/z_(1) \"title\") c", "a b c"), ("![alt](<a b.png>)", "alt"), ("[a](b c)", "[a](b c)"),
      ("[a](", "[a]("),
      ("[![alt](i.png)](l)", "alt"), ("[x] y", "y"), ("[a] [b]", "[a] [b]"), ("[[Note|text]] [[Other]]", "text Other"),
      ("word[^1] on\n\n[^1]: The note.", "word on\n\nThe note."),
      ("[a][r] [R][] [r] [a][s]\n\n[r]: http://x \"t\"", "a R r [a][s]"),
      ("<https://x.y/z> <a@b.c> <b>c</b> d<br>e <!-- f --> g", "https://x.y/z a@b.c c d\ne  g"),
      ("a < b > c <d", "a < b > c <d"),
      ("a<img src=x alt=\"b c\">d", "a b c d"), ("<div>a</div>\n\n<!-- b\n\nc -->\nd", "a\n\nd"),
      ("<script>\na\n\nb</script>\nc", "c"), ("a\n\n---\n\n* * *\n\nb", "a\n\nb"),
      ("- a\n  b\n- c\n  1. d\n  2) e\n\n> f\n> g\n>> h", "a\nb\n\nc\n\nd\n\ne\n\nf\ng\nh"),
      ("- [ ] a\n- [x] b", "a\n\nb"),
      ("a\n1984. was\n- b", "a\n1984. was\n\nb"), ("## a ##\nb\n### c#", "a\n\nb\n\nc#"), ("#a", "#a"),
      ("a\nb\n---\nc", "a\nb\n\nc"),
      ("```swift\n# a *b*\n  c\n```\nd", "# a *b*\n  c\n\nd"), ("~~~\na", "a"),
      ("a\n\n    b *c*\n\nd", "a\n\nb *c*\n\nd"),
      ("| a | *b* |\n|---|:-:|\n| c \\| d | |\ne | f\n\ng", "a\n\nb\n\nc | d\n\ne\n\nf\n\ng"),
      ("infor-\nmation", "infor-\nmation"), ("a\n\n[^b]:", "a"), ("> [^b]:  \n\nc", "c"), ("[^b]: [^c]: - d", "d"),
      ("a <b && c> d <e f=g h='i>'>j</e > k <!l m", "a <b && c> d j k <!l m"), ("<a b=\"c>", "<a b=\"c>"),
      ("x![alt](i.png)y ![z](z)", "x alt y z"), ("*a _b* c_", "a _b c_"),
    ])
  func texts(markdown: String, expected: String) {
    // A first block of two lines, so that no title is taken from what follows.
    let document = extract("first\nblock\n\n" + markdown)
    #expect(text(document.body.bytes) == "first\nblock\n\n" + expected)
    #expect(document.title.isEmpty)
  }

  @Test(
    "The title is the front matter's, the first heading of level 1, or a first line that stands alone",
    arguments: [
      ("---\ntitle: 'It''s'\ndate: 2016\n---\n# A\nb", "It's", "A\n\nb"), ("# A *b*\nc", "A b", "c"),
      ("a\n\n# B\nc\n# D", "B", "a\n\nc\n\nD"),
      ("A\n===\nb", "A", "b"), ("A\n\nb", "A", "b"), ("A\nb", "", "A\nb"), ("- A\n\nb", "", "A\n\nb"),
      ("## A\nb", "A", "b"), ("", "", ""),
      ("```\n# a\n```", "", "# a"),
    ])
  func titles(markdown: String, title: String, body: String) {
    let document = extract(markdown)
    #expect(text(document.title.bytes) == title)
    #expect(text(document.body.bytes) == body)
  }

  @Test("The source of a phrase is where it stands")
  func maps() throws {
    let markdown = "---\ntitle: 'It''s'\n---\r\n> a **pl*an*ted**\r\n> [phr&auml;se](x) b\n\n| c |\n|-|\n| d*e*f |\n"
    let document = extract(markdown)
    for (phrase, source) in [("planted\nphräse", "pl*an*ted**\r\n> [phr&auml;se"), ("def", "d*e*f")] {
      let bytes = document.body.bytes
      let start = try #require(bytes.indices.first { bytes[$0...].starts(with: phrase.utf8) })
      let range = document.body.map.sourceRange(of: start..<start + phrase.utf8.count)
      #expect(text(Array(Array(markdown.utf8)[range])) == source)
    }
    #expect(document.title.map.sourceRange(of: 0..<4) == 12..<17)
  }

  @Test("Bytes of any kind give well-formed maps", arguments: 1...8 as ClosedRange<UInt64>)
  func hostileBytes(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let parts = [
      "*", "**", "_", "~~", "`", "``", "```\n", "[", "]", "](", ")", "![", "[[", "]]", "|", "\n", "\r", "\n\n", "|-|\n",
      "# ", "> ", "- ", "1. ",
      "    ", "<b>", "<br>", "<!--", "-->", "<script>", "&amp;", "\\", "a", "é", "===\n", "---\n", "[a]: b\n", "[^",
      "<", ">", "\"", "\t", "<img alt=x>",
    ]
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<generator.below(60) {
        if generator.below(10) == 0 {
          bytes.append(UInt8(truncatingIfNeeded: generator.next()))
        } else {
          bytes += Array(parts[generator.below(parts.count)].utf8)
        }
      }
      let document = MarkdownExtractor.extract(bytes)
      for text in [document.title, document.body] {
        #expect(text.map.textCount == text.count)
        #expect(text.map.sourceEnd <= bytes.count)
        #expect(SourceMap(encoded: text.map.encoded, textCount: text.map.textCount) == text.map)
      }
    }
  }
}
