import Extraction
import TestSupport
import Testing

@Suite("Text of e-mail")
struct EmailTests {
  private func extract(_ message: String) -> ExtractedDocument {
    EmailExtractor.extract(Array(message.utf8))
  }

  @Test(
    "Subjects are decoded",
    arguments: [
      ("plain subject", "plain subject"), ("folded\r\n\t subject", "folded subject"),
      ("=?utf-8?Q?caf=C3=A9_au?= lait", "café au lait"),
      ("=?UTF-8?B?Y2Fmw6k=?=", "café"), ("=?utf-8?b?Y2Fmww==?=\n =?utf-8?b?qQ==?= x", "café x"),
      ("=?iso-8859-1?q?=E9t=E9?= =?utf-8?q?x?=", "étéx"),
      ("=?utf-8*fr?q?a?=b =?nope", "ab =?nope"), ("=?koi8-r?q?=C1=C2?= a", "\u{FFFD} a"), ("", ""),
      ("=?utf-8?x?a?=", "=?utf-8?x?a?="),
    ])
  func subjects(subject: String, title: String) {
    #expect(text(extract("From: a@b.c\nSubject: \(subject)\nDate: Mon, 26 Sep 2016\n\nText").title.bytes) == title)
  }

  @Test("A message is its people and its text")
  func simple() {
    let document = extract(
      "Received: x\r\n y\r\nFrom: =?utf-8?q?J=C3=B3zef?= <j@x.y>\r\nTO: b@c.d\r\nDate: 26 Sep 2016\r\n\r\nOne\r\ntwo.\r\n"
    )
    #expect(text(document.body.bytes) == "From: Józef <j@x.y>\n\nTO: b@c.d\n\nOne\r\ntwo.")
    #expect(text(document.date) == "26 Sep 2016")
    #expect(document.title.isEmpty)
    #expect(text(extract("No header here\nat all").body.bytes) == "No header here\nat all")
    #expect(text(extract("From x@y Mon\nSubject: a\n\nb").body.bytes) == "b")
  }

  @Test("People are named in the order in which they stand there, and no headline is lost")
  func order() {
    let message = "To: b@c.d\nSubject: s\nFrom: a@b.c\nContent-Type: message/rfc822\n\nFrom: i@j.k\nSubject: inner\n\nx"
    #expect(text(extract(message).body.bytes) == "To: b@c.d\n\nFrom: a@b.c\n\nFrom: i@j.k\n\nSubject: inner\n\nx")
    #expect(text(extract("Content-Type: text/html\n\n<h1>Head</h1><p>line").body.bytes) == "Head\n\nline")
  }

  @Test("Parameters are found behind others that are quoted")
  func parameters() {
    let message = "Content-Type: text/plain; name=\"a; charset=x\"; format=flowed; charset=iso-8859-1\n\ncaf"
    #expect(text(EmailExtractor.extract(Array(message.utf8) + [0xE9]).body.bytes) == "caf\u{E9}")
  }

  @Test("What lies too deep within other parts is told")
  func depth() {
    func nested(_ depth: Int) -> String {
      depth == 0 ? "Subject: x\n\ninner" : "Content-Type: message/rfc822\n\n" + nested(depth - 1)
    }
    #expect(!extract(nested(7)).isPartlyUndecoded)
    #expect(text(extract(nested(7)).body.bytes).hasSuffix("inner"))
    #expect(extract(nested(30)).isPartlyUndecoded)
  }

  private static let alternatives = """
    Content-Type: multipart/mixed; boundary="out=er"

    preamble
    --out=er
    Content-Type: multipart/alternative; boundary=in

    --in
    Content-Type: text/html; charset=utf-8

    <p>html
    --in
    Content-Type: text/plain; charset="iso-8859-1"
    Content-Transfer-Encoding: quoted-printable

    caf=E9 soft=\u{20}
    line=ZZ
    --in--
    --out=er
    Content-Type: text/html
    Content-Transfer-Encoding: base64

    PHA+YiZhb
    XA7PGI+YzwvYj4=
    --out=er
    Content-Type: text/plain
    Content-Disposition: attachment; filename=x

    attached
    --out=er
    Content-Type: message/rfc822

    Subject: inner
    From: i@n.n

    forwarded
    --out=er
    Content-Type: image/png

    binary
    """

  @Test("Parts that are text are taken, one of alternatives")
  func parts() {
    #expect(
      text(extract(Self.alternatives).body.bytes)
        == "café softline=ZZ\n\nb&c\n\nSubject: inner\n\nFrom: i@n.n\n\nforwarded")
  }

  @Test("The source of a phrase is where it stands, in whole quanta of base64")
  func maps() throws {
    let message = Self.alternatives
    let document = extract(message)
    for (phrase, source) in [
      ("café softl", "caf=E9 soft= \nl"), ("b&c", "YiZhb\nXA7PGI+Yzwv"), ("&", "YiZhb\nXA7"),
      ("forwarded", "forwarded"),
    ] {
      let bytes = document.body.bytes
      let start = try #require(bytes.indices.first { bytes[$0...].starts(with: phrase.utf8) })
      let range = document.body.map.sourceRange(of: start..<start + phrase.utf8.count)
      #expect(text(Array(Array(message.utf8)[range])) == source)
    }
  }

  @Test("Base64 and quoted-printable give back what was encoded", arguments: 1...6 as ClosedRange<UInt64>)
  func transferEncodings(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<40 {
      let words = (0...generator.below(60)).map { _ in ["a", "été", "漢字", "😀", "=", "x y"][generator.below(6)] }
      let content = "X" + words.joined(separator: " ") + "X"
      for (name, encoded) in [
        ("base64", base64(content, &generator)), ("quoted-printable", quotedPrintable(content, &generator)),
      ] {
        let head = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \(name)\n\n"
        let message = Array((head + encoded).utf8)
        let document = EmailExtractor.extract(message)
        #expect(text(document.body.bytes) == content)
        let start = generator.below(document.body.count)
        let range = start..<start + generator.below(document.body.count - start) + 1
        let source = document.body.map.sourceRange(of: range)
        let slice = EmailExtractor.extract(Array(head.utf8) + message[source]).body.bytes
        // Quanta bring at most two bytes more on each side, and cut characters are no UTF-8.
        if range == 0..<document.body.count { #expect(slice == document.body.bytes) }
        #expect(source.lowerBound >= head.utf8.count && source.upperBound <= message.count)
      }
    }
  }

  private func base64(_ text: String, _ generator: inout SplitMix64) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var bits = text.utf8.flatMap { byte in (0..<8).reversed().map { byte >> $0 & 1 } }
    while bits.count % 6 != 0 { bits.append(0) }
    var encoded = ""
    var count = 0
    for start in stride(from: 0, to: bits.count, by: 6) {
      encoded.append(alphabet[bits[start..<start + 6].reduce(0) { $0 << 1 | Int($1) }])
      count += 1
      if generator.below(20) == 0 { encoded += "\r\n" }
    }
    return encoded + String(repeating: "=", count: (4 - count % 4) % 4)
  }

  private func quotedPrintable(_ text: String, _ generator: inout SplitMix64) -> String {
    var encoded = ""
    for byte in text.utf8 {
      if byte > 0x7E || byte == UInt8(ascii: "=") || generator.below(10) == 0 {
        encoded += "=" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: generator.below(2) == 0)
      } else {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      }
      if generator.below(20) == 0 { encoded += "=\r\n" }
    }
    return encoded
  }

  @Test("Bytes of any kind give well-formed maps", arguments: 1...6 as ClosedRange<UInt64>)
  func hostileBytes(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let parts = [
      "Subject: ", "\n", "\r\n", "\n\n", "Content-Type: multipart/mixed; boundary=x\n", "--x\n", "--x--\n",
      "=?utf-8?q?", "?=", "=?utf-8?b?", "=E9", "=",
      "Content-Transfer-Encoding: base64\n\n", "Content-Type: text/html\n",
      "Content-Type: multipart/alternative; boundary=\"x\n", "AAAA", "Q", "é", ";",
      "Content-Type: message/rfc822\n\n", "From: a", "charset=", ":", " ",
      "Content-Transfer-Encoding: quoted-printable\n\n", "<b>",
    ]
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<generator.below(40) {
        if generator.below(10) == 0 {
          bytes.append(UInt8(truncatingIfNeeded: generator.next()))
        } else {
          bytes += Array(parts[generator.below(parts.count)].utf8)
        }
      }
      let document = EmailExtractor.extract(bytes)
      for text in [document.title, document.body] {
        #expect(text.map.textCount == text.count)
        #expect(text.map.sourceEnd <= bytes.count)
        #expect(SourceMap(encoded: text.map.encoded, textCount: text.map.textCount) == text.map)
      }
    }
  }
}
