/// A text made to cost as much as it can: a beginning, and a part that is repeated.
package struct HostileText: CustomStringConvertible, Sendable {
  package let format: PlantedFile.Format
  let beginning: String
  let part: String

  init(_ format: PlantedFile.Format, _ part: String, after beginning: String = "") {
    self.format = format
    self.part = part
    self.beginning = beginning
  }

  /// The text, of about `count` bytes.
  package func bytes(_ count: Int) -> [UInt8] {
    var bytes = Array(beginning.utf8)
    bytes.reserveCapacity(count)
    let part = Array(part.utf8)
    while bytes.count < count { bytes += part }
    return bytes
  }

  package var description: String {
    "\(format): \(String(beginning.prefix(40)).debugDescription) \(String(part.prefix(40)).debugDescription)"
  }

  /// All texts, those for all formats among them.
  package static let all: [HostileText] =
    PlantedFile.Format.allCases.flatMap { format in everywhere.map { HostileText(format, $0) } }
    + html.map { HostileText(.html, $0) } + nestedHTML
    + markdown.map { HostileText(.markdown, $0, after: "[x]: y\n\n") } + longMarkdown + email

  /// Unicode at its worst, and nothing but one character.
  private static let everywhere = [
    "e" + String(repeating: "\u{301}", count: 1000), "\u{1F1EB}\u{1F1F7}", "\u{FDFA}", "\u{202E}a\u{2066}",
    "\u{200D}\u{1F469}", "\u{AD}", "-\n", "\n", "\r", " ", "\t", "a", "a\n", "\u{FEFF}",
  ]

  private static let html = [
    "<", "</", "<a", "<a ", "<a b", "<a b=", "<a b=\"", "<a b='c' ", "<a\n", "<div>", "</div>", "<b>", "</b>", "<p>",
    "<li>",
    "<ul><li>", "<table>", "<table><tr><td>", "<td>", "<p><table>", "<select>", "<option>", "<ruby><rt>", "<svg>",
    "<svg><title>", "<![CDATA[", "<svg><![CDATA[", "<!", "<!doctype xhtm", "<!--", "<!-- -", "<!-->", "-->", "<?",
    "<?xml",
    "<script>", "<script><!--", "<script><!--<script>", "</script>", "<style>", "<title>", "<title></title>",
    "<textarea>",
    "<xmp>", "<plaintext>", "<noscript>", "<template>", "<iframe>", "<h1>", "<h1>a</h1>", "<h1>a", "<sup><a href=#>",
    "<img alt=\"x\">", "<meta property=og:title content=''>", "<time datetime=1>", "<div hidden>a", "<nav>a",
    "<dialog>",
    "<div style=\"a:b;", "<div style='display:", "<div role=main>", "<header><h1>a", "<x-y>", "&", "&#", "&#x",
    "&#x10FFFF;",
    "&amp", "&CounterClockwiseContourIntegra", "&shy;", "\"", "'", "=", ">", "<pre>\n", "<br>",
    "<script type=application/ld+json>\"datePublished\"",
  ]

  /// Deep trees, in whose depths every tag asks for an element far above it.
  private static let nestedHTML: [HostileText] = {
    func open(_ tag: String) -> String { String(repeating: tag, count: 600) }
    return [
      HostileText(.html, "<p>", after: "<p><table><td>" + open("<div>")),
      HostileText(.html, "<div>", after: "<p><table><td>" + open("<div>")),
      HostileText(.html, "<li>", after: "<li>" + open("<div>")),
      HostileText(.html, "</span>", after: "<span hidden>" + open("<b hidden>")),
      HostileText(.html, "</ul>", after: "<ul><table><td>" + open("<div>")),
      HostileText(.html, "<tr>", after: "<table><tr><td>" + open("<div>")),
      HostileText(.html, "<option>", after: "<option>" + open("<div>")),
      HostileText(.html, "</p>", after: "<p><table>" + open("<b hidden>")),
    ]
  }()

  private static let markdown = [
    "*", "**", "a*", "*a ", "_a", "__a__", "~~", "~~a", "*_", "*a_", "**a*", "`", "a`b``", "``a`", "\\", "\\\n", "[",
    "]", "[]", "[a](",
    "[a](b \"", "[a](<", "[a](((", "[a](b", "![", "![a](", "[a][", "[x][", "[x]", "[^", "[^a]: ", "[[", "[[a|", "]]",
    "<",
    "<a b=\"", "<a b=\"c\" ", "<a b=\"<a b='\" ", "<!--", "<!--\n", "<!--\n\n", "<!-- -", "<?", "<!a", "<script>",
    "<script>\n\n",
    "<scriptx\n\n", "<style\n\n", "<stylex a='\n\n", "<https://", "<a@", ">", "> ", ">\n", "> - ", "- ", "-\n", "- a\n",
    "1. ", "1.\n", "* * ",
    "***\n", "    a\n", "```\n", "```a", "~~~\n\n", "# ", "# a\n", "#", "a\n=\n", "a\n-\n", "=", "|", "|-", "|-|\n",
    "a|b\n|-|\n",
    "|a|\n", "\\|", "[a]: b\n", "[a]: b\n\n", "(", ")", "&", "&amp;", "---\na: b\n", "a: b\n", "- [ ] ", "<br>",
    "<img alt=x>",
  ]

  /// What costs only with its end, or after much that has begun.
  private static let longMarkdown: [HostileText] = {
    func long(_ part: String) -> String { String(repeating: part, count: 20_000) }
    return [
      HostileText(.markdown, long("- ") + "a\n"), HostileText(.markdown, long("* - ") + "a\n"),
      HostileText(.markdown, long("> ") + "a\n"), HostileText(.markdown, long("[^a]: ") + "a\n"),
      HostileText(.markdown, "]", after: long("[")), HostileText(.markdown, "](b)", after: long("[")),
      HostileText(.markdown, "][x]", after: "[x]: y\n\n" + long("[")),
      HostileText(.markdown, "a* ", after: long(" *a")),
      HostileText(.markdown, "a_b* ", after: long(" *a _b")), HostileText(.markdown, long("<a b=\"c\" ") + ">"),
      HostileText(.markdown, long("<a ") + ">"), HostileText(.markdown, long("<a b='") + "'>"),
    ]
  }()

  private static let email: [HostileText] = {
    let parts = "Content-Type: multipart/mixed; boundary=x\n\n"
    return [
      HostileText(.email, "a: b\n"), HostileText(.email, "Subject: a\n"),
      HostileText(.email, " folded\n", after: "Subject: a\n"),
      HostileText(.email, "=?", after: "Subject: "), HostileText(.email, "=?utf-8?q?", after: "Subject: "),
      HostileText(.email, "=?utf-8?q?a?= ", after: "Subject: "),
      HostileText(.email, "=?utf-8?b?YQ==?=", after: "Subject: "),
      HostileText(.email, "=?x?q?=E9?= ", after: "Subject: "), HostileText(.email, "?", after: "Subject: =?"),
      HostileText(.email, ";", after: "Content-Type: text/plain"),
      HostileText(.email, "; a=\"", after: "Content-Type: text/plain"),
      HostileText(.email, "; boundary=x\n ", after: "Content-Type: multipart/mixed"),
      HostileText(.email, "--x\n", after: parts), HostileText(.email, "--x\n\na\n", after: parts),
      HostileText(.email, "--x\n" + parts, after: parts),
      HostileText(.email, "--x\nContent-Type: message/rfc822\n\n", after: parts),
      HostileText(.email, "Content-Type: message/rfc822\n\n"), HostileText(.email, "--x--\n", after: parts),
      HostileText(
        .email, "--x\nContent-Type: text/html\n\n<div hidden>a", after: parts.replacing("mixed", with: "alternative")),
      HostileText(.email, "--x\nContent-Type: image/png\n\na\n", after: parts.replacing("mixed", with: "alternative")),
      HostileText(.email, "--", after: parts), HostileText(.email, "-", after: parts.replacing("=x", with: "=-")),
    ]
      + ["=", "=\n", "=E9", "=E", "=   ", "a=C3=\n=A9"].map {
        HostileText(.email, $0, after: "Content-Transfer-Encoding: quoted-printable\n\n")
      }
      + ["A", "AAAA\n", "=", "A=", "\n", "4pyT\n"].map {
        HostileText(.email, $0, after: "Content-Transfer-Encoding: base64\n\n")
      }
      + ["\u{E9}", "a\u{E9}"].map { HostileText(.email, $0, after: "Content-Type: text/plain; charset=x\n\n") }
      + ["<div>", "<p>a", "&amp;", "<!--"].map {
        HostileText(.email, $0, after: "Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n")
      }
  }()
}
