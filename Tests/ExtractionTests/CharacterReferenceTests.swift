import Testing

@testable import Extraction

@Suite("Character references of HTML")
struct CharacterReferenceTests {
  /// The text with its references replaced.
  private func unescape(_ text: some StringProtocol, in context: CharacterReference.Context = .text) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var place = 0
    while place < bytes.count {
      if bytes[place] == UInt8(ascii: "&"),
        let reference = CharacterReference(bytes, at: place, before: bytes.count, in: context)
      {
        result += reference.bytes
        place = reference.end
      } else {
        result.append(bytes[place])
        place += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  @Test("They mean what Python's html.unescape says")
  func againstPython() {
    let cases = characterReferenceCases.unicodeScalars.split(separator: "\u{1E}")
    #expect(cases.count > 4000)
    var wrong: [String] = []
    for line in cases {
      let parts = line.split(separator: "\u{1F}", maxSplits: 1, omittingEmptySubsequences: false)
      let (text, expected) = (String(parts[0]), String(parts[1]))
      if !unescape(text).utf8.elementsEqual(expected.utf8) { wrong.append(text) }
    }
    #expect(wrong == [])
  }

  @Test("In attributes a name without a semicolon is a parameter where more follows")
  func attributes() {
    #expect(unescape("?a=1&copy=2&lt&gt;&amp", in: .attribute) == "?a=1&copy=2<>&")
    #expect(unescape("?a&notit;&not", in: .attribute) == "?a&notit;¬")
  }

  @Test("Markdown wants the semicolon")
  func strict() {
    #expect(unescape("&copy &copy; &#65 &#65;", in: .strict) == "&copy © &#65 A")
  }

  @Test("Numbers that Python drops are kept")
  func numbers() {
    #expect(unescape("&#1;&#x81;&#x7F;&#13;") == "\u{1}\u{81}\u{7F}\r")
  }
}
