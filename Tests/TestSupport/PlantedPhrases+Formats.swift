/// Plain text, Markdown and pages with phrases in them.
extension PlantedPhrases {
  private var lineGaps: [String] { [" ", "  ", "\t", "\n", " \n", "\u{A0}", ", ", " \u{2014} ", " \u{201C}", "\n\t "] }

  // MARK: - Plain text

  mutating func plainText() -> PlantedText {
    let style = Style(joints: ["\u{AD}"], hyphens: ["-\n", "-\n  ", "- \n", "\u{AD}\n"], gaps: lineGaps)
    var text = PlantedText()
    if happens(oneIn: 2) {
      text.append(phrase(Style(joints: ["\u{AD}"], gaps: [" ", "\t"])))
      text.frame(prefix: "", isInTitle: true)
      text.append("\n\n")
    } else {
      text.append("two lines that\nare no title\n\n")
    }
    for _ in 0..<1 + generator.below(5) {
      text.append(sentence(style))
      text.append(choose(["\n", "\n\n", " "]))
    }
    return text
  }

  // MARK: - Markdown

  mutating func markdown() -> PlantedText {
    let line = Style(
      joints: ["\u{AD}", "<b>", "</b>", "<!-- x -->"], gaps: [" ", "  ", "\t", ", ", " \\* ", "</i> <i>"],
      pairs: [("*", "*"), ("**", "**"), ("~~", "~~"), ("[", "](http://x.y/z_z)"), ("[", "][ref]")],
      hasReferences: true)
    var flow = line
    flow.gaps += ["\n", "\n  ", "  \n", "\\\n"]
    flow.hyphens = ["-\n", "-\n  "]
    let definition = "\n\n[ref]: http://x.y \"not seen\"\n"
    var text = PlantedText()
    switch generator.below(3) {
    case 0:
      text.append("---\ntitle: \"")
      text.append(phrase(Style(joints: ["\u{AD}"], gaps: [" ", ", "])))
      text.append("\"\n---\n")
      text.frame(prefix: "", isInTitle: true)
    case 1:
      text.append("# ")
      text.append(phrase(line))
      text.append(" #\n\n")
      text.frame(prefix: "", isInTitle: true)
    default: text.append("two lines that\nare no title\n\n")
    }
    for _ in 0..<1 + generator.below(5) {
      var style = flow
      switch generator.below(7) {
      case 0:
        style.gaps += ["\n> "]
        text.append("> ")
        text.append(sentence(style))
      case 1:
        text.append(choose(["- ", "1. ", "* [ ] "]))
        text.append(sentence(style))
      case 2:
        style = line
        text.append("| head | \(words(atMost: 3)) |\n|---|:-:|\n| ")
        text.append(sentence(style))
        text.append(" | x |")
      case 3:
        text.append("## ")
        style = line
        text.append(sentence(style))
      case 4:
        style = Style(joints: ["\u{AD}"], hyphens: ["-\n"], gaps: [" ", "\n", "\t", " * ", " < "])
        text.append("```text\n")
        text.append(sentence(style))
        text.append("\n```")
      case 5:
        // Markup that is never closed is text.
        text.append(choose(["**", "["]))
        style.pairs = []
        text.append(phrase(style))
      default: text.append(sentence(style))
      }
      text.append("\n\n")
    }
    text.append(definition)
    for index in text.phrases.indices { text.phrases[index].suffix = definition }
    return text
  }

  // MARK: - HTML

  private var htmlStyle: Style {
    Style(
      joints: [
        "\u{AD}", "<b>", "</b>", "<!-- - -->", "<wbr>", "&shy;", "<i class='a>b'>", "</i>", "<span\n>", "</a >",
      ],
      hyphens: ["-\n", "-\n   ", "-</b>\n", "-<br>"],
      gaps: [
        " ", "  ", "\n", "\t", "\n\t ", "&nbsp;", "\u{A0}", "</b> <i>", "<br>", " <!-- x --> ", ", ", "&#32;",
        "<script>var a = '<p>'</script> ", "<img src=x alt=''> ", " &mdash; ", "<br/>\n",
      ],
      hasReferences: true)
  }

  mutating func html() -> PlantedText {
    var text = PlantedText("<!DOCTYPE html>\n<html lang=en><head><title>")
    if happens(oneIn: 2) {
      var style = htmlStyle
      style.joints = ["\u{AD}", "&shy;"]
      style.hyphens = ["-\n"]
      style.gaps = [" ", "\n  ", "&nbsp;", "\t"]
      var title = phrase(style)
      title.frame(prefix: "<title>", isInTitle: true)
      text.append(title)
    } else {
      text.append(words())
    }
    text.append("</title><style>p { }</style>\n</head><body>\n")
    for _ in 0..<1 + generator.below(5) {
      text.append(htmlClutter())
      let (start, end) = choose([
        ("<p>", "</p>"), ("<P\nclass=x>", ""), ("<div><div>", "</div>"), ("<ul><li>", "</ul>"),
        ("<table><tr><td>x<td>", "</table>"), ("<h2>", "</h2>"), ("<blockquote>", "</blockquote>"),
        ("<p><a href='?a=1&copy=2'>", "</a>"), ("<article>", "</article>"), ("<svg></svg><em>", "</em>"),
      ])
      text.append(start)
      text.append(sentence(htmlStyle))
      text.append(end + "\n")
    }
    text.append("<p>" + words() + "</p></body></html>\n")
    return text
  }

  private mutating func htmlClutter() -> String {
    choose([
      "<script>if (a < b) { document.write('<p>no</p>') }</script>", "<!-- comment > -->", "<hr>", "stray & text ",
      "<p>" + words(), "<style>b { }</style>", "</unknown>", "<ul><li hidden>not shown</ul>",
      "<h3>" + words() + "</h3>",
      "", "\n\n",
    ])
  }

  /// A page for a part of a message, all of whose phrases are in its body.
  mutating func htmlPart() -> PlantedText {
    var text = PlantedText("<html><body>")
    for _ in 0...generator.below(2) {
      text.append("<p>")
      text.append(sentence(htmlStyle))
      text.append("</p>\n")
    }
    text.append("</body></html>\n")
    return text
  }
}
