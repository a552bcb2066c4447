/// Messages with phrases in subject and parts.
extension PlantedPhrases {
  mutating func email() -> PlantedText {
    var text = PlantedText("Received: from nowhere\n\tby elsewhere; Mon, 26 Sep 2016 10:00:00 +0000\n")
    let subject = subject()
    let people = "From: \(words(atMost: 2)) <a@b.example>\nTo: c@d.example\n"
    if happens(oneIn: 2) {
      text.append(people)
      text.append(subject)
    } else {
      text.append(subject)
      text.append(people)
    }
    text.append("Date: Mon, 26 Sep 2016 10:00:00 +0000\nMIME-Version: 1.0\n")
    guard !happens(oneIn: 3) else {
      text.append(part())
      return text
    }
    text.append("Content-Type: multipart/mixed;\n boundary=\"bo und\"\n\nnot text\n")
    for _ in 0...generator.below(3) {
      text.append("--bo und\n")
      text.append(part())
      if happens(oneIn: 4) {
        text.append(
          "\n--bo und\nContent-Type: text/plain\nContent-Disposition: attachment; filename=\"a;b\"\n\n" + words())
      }
      text.append("\n")
    }
    text.append("--bo und--\nnot text either\n")
    return text
  }

  private mutating func subject() -> PlantedText {
    var text = PlantedText("Subject: ")
    let style = Style(gaps: [" ", ", "])
    switch generator.below(4) {
    case 0:
      var phrase = phrase(Style(gaps: [" ", ", ", "\n ", "\n\t"]))
      // Without encoding, only ASCII is a subject in whichever encoding the file is.
      guard phrase.scalars.allSatisfy(\.isASCII) else { fallthrough }
      phrase.frame(prefix: "Subject: ", suffix: "\n\nx", isInTitle: true)
      text.append(phrase)
    case 1:
      var encoded = PlantedTransferEncoding.words(phrase(style), &generator)
      encoded.frame(prefix: "Subject: =?utf-8?q?", suffix: "?=\n\nx", isInTitle: true)
      text.append("Re: =?utf-8?Q?")
      text.append(encoded)
      text.append("_x?=")
    case 2:
      var encoded = PlantedTransferEncoding.base64(phrase(style), lineLength: nil)
      encoded.frame(prefix: "Subject: =?utf-8?b?", suffix: "?=\n\nx", isInTitle: true)
      text.append("=?UTF-8?B?")
      text.append(encoded)
      text.append("?=")
    default: text.append("plain")
    }
    text.append("\n")
    return text
  }

  private mutating func part() -> PlantedText {
    let isPage = happens(oneIn: 3)
    var content = PlantedText()
    if isPage {
      content = htmlPart()
    } else {
      let style = Style(
        joints: ["\u{AD}"], hyphens: ["-\n"], gaps: [" ", "\n", "\t", "\n> ", " \u{2014} ", ", "])
      for _ in 0...generator.below(3) {
        content.append(sentence(style))
        content.append("\n\n")
      }
    }
    content.append("the end\n")
    let type = isPage ? "text/html" : "text/plain"
    switch generator.below(3) {
    case 0:
      let charset = isNarrow ? "windows-1252" : "utf-8"
      let head = "Content-Type: \(type); charset=\(charset)\nContent-Transfer-Encoding: 8bit\n\n"
      content.frame(prefix: head)
      var text = PlantedText(head)
      text.append(content)
      return text
    case 1:
      let head = "Content-Type: \(type); charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
      var encoded = PlantedTransferEncoding.quotedPrintable(content, &generator)
      encoded.frame(prefix: head)
      var text = PlantedText(head)
      text.append(encoded)
      return text
    default:
      let head = "Content-Transfer-Encoding: BASE64\nContent-Type: \(type);\n  charset=\"UTF-8\"\n\n"
      var encoded = PlantedTransferEncoding.base64(content, lineLength: choose([76, 60, 57, 13]))
      encoded.frame(prefix: head, hasNeighbours: true)
      var text = PlantedText(head)
      text.append(encoded)
      text.append("\n")
      return text
    }
  }
}
