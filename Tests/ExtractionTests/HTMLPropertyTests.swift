import Extraction
import TestSupport
import Testing

@Suite("Maps of HTML")
struct HTMLPropertyTests {
  /// A page with phrases planted across tags, references and white space.
  struct Page {
    private static let letters = ["a", "e", "n", "o", "r", "s", "t", "é", "ł", "漢", "😀", "&", "<", "\u{2019}"]
    private static let inline = [
      "<b>", "</b>", "<i class='x>y'>", "</i>", "<span>", "</span>", "<!-- - -->", "<wbr>", "&shy;",
    ]
    private static let clutter = [
      "<p>", "</p>", "<div>", "</div>", "<td>", "<br>", "<li>", "<script>var x = '<p>no</p>'</script>", "<hr/>", "\r\n",
      "<style>p { }</style>", "stray & text ", "<!-- comment -->", "&nosuch; ", "<h2>heading</h2>",
      "<img alt='picture'>",
      "</unknown>", "<a href='?a=1&copy=2'>link</a>", "<ul><li hidden>not shown</ul>",
    ]

    var html = ""
    var phrases: [String] = []

    init(_ generator: inout SplitMix64) {
      for number in 0..<12 {
        for _ in 0..<generator.below(6) { html += Self.clutter[generator.below(Self.clutter.count)] }
        html += "<p>"
        // The number makes every phrase the only one of its kind.
        var phrase = "Q\(number)q"
        html += phrase
        for _ in 0...generator.below(12) {
          if generator.below(4) == 0 {
            phrase += " "
            html += [" ", "\n\t ", "&#32;", "<b> ", " </b>"][generator.below(5)]
          }
          let letter = Self.letters[generator.below(Self.letters.count)]
          phrase += letter
          html += Self.spelled(letter, &generator)
          if generator.below(3) == 0 { html += Self.inline[generator.below(Self.inline.count)] }
        }
        phrase += "Z"
        html += "Z</p>"
        phrases.append(phrase)
      }
    }

    private static func spelled(_ letter: String, _ generator: inout SplitMix64) -> String {
      let scalar = letter.unicodeScalars.reduce(0) { $1.value + $0 }
      switch (letter, generator.below(4)) {
      case ("&", 0): return "&amp"
      case ("&", _): return "&amp;"
      case ("<", 0): return "&LT;"
      case ("<", _): return "&lt;"
      case ("é", 0): return "&eacute;"
      case (_, 1): return "&#\(scalar);"
      case (_, 2): return "&#x" + String(scalar, radix: 16) + ";"
      default: return letter
      }
    }
  }

  private func find(_ phrase: String, in text: [UInt8]) -> Range<Int>? {
    let phrase = Array(phrase.utf8)
    let start = text.indices.first { text[$0...].starts(with: phrase) }
    return start.map { $0..<$0 + phrase.count }
  }

  private func utf16(_ text: String) -> [UInt8] {
    [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
  }

  @Test("Every planted phrase is found, and its source says it", arguments: 1...16 as ClosedRange<UInt64>)
  func plantedPhrases(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<8 {
      let page = Page(&generator)
      for bytes in [Array(page.html.utf8), utf16(page.html)] {
        let encoding = try #require(TextEncoding(of: bytes))
        var decoded: [UInt8] = []
        let decoding = encoding.decode(bytes, into: &decoded)
        let document = HTMLExtractor.extract(decoded).decoded(by: decoding)
        let map = document.body.map
        for phrase in page.phrases {
          let found = try #require(find(phrase, in: document.body.bytes), "\(phrase) in \(page.html)")
          let source = map.sourceRange(of: found)
          var slice: [UInt8] = Array(bytes[source])
          if encoding != .utf8 { slice = [0xFF, 0xFE] + slice }
          encoding.decode(slice, into: &decoded)
          #expect(text(HTMLExtractor.extract(decoded).body.bytes) == phrase)
          #expect(map.textRange(of: source) == found)
        }
        expectMonotone(map, within: bytes.count)
        #expect(SourceMap(encoded: map.encoded, textCount: map.textCount) == map)
      }
    }
  }

  private func expectMonotone(_ map: SourceMap, within count: Int) {
    var last = 0
    for offset in 0..<map.textCount {
      let source = map.sourceRange(of: offset..<offset + 1)
      #expect(source.lowerBound >= last && source.upperBound <= count)
      last = source.lowerBound
    }
  }

  @Test("Bytes of any kind give well-formed maps", arguments: 1...8 as ClosedRange<UInt64>)
  func hostileBytes(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let parts: [String] = [
      "<", ">", "</", "<!--", "-->", "<script", "</script>", "<title>", "</title>", "<![CDATA[", "]]>", "&", "#", "x",
      ";",
      "&#", "'", "\"", "=", " ", "\n", "<p hidden>", "<nav>", "<h1>", "</h1>", "<table>", "<td>", "</table>", "<svg>",
      "<textarea>",
      "<template>", "a", "\u{AD}", "<meta content=", "<sup>", "<a href=#>", "<pre>", "</nav>", "<xmp>", "--!>", "<?xml",
      "amp",
    ]
    for _ in 0..<400 {
      var bytes: [UInt8] = []
      for _ in 0..<generator.below(60) {
        if generator.below(8) == 0 {
          bytes.append(UInt8(truncatingIfNeeded: generator.next()))
        } else {
          bytes += Array(parts[generator.below(parts.count)].utf8)
        }
      }
      let document = HTMLExtractor.extract(bytes)
      for text in [document.title, document.body] {
        #expect(text.map.textCount == text.count)
        #expect(text.map.sourceEnd <= bytes.count)
        #expect(SourceMap(encoded: text.map.encoded, textCount: text.map.textCount) == text.map)
      }
    }
  }
}
