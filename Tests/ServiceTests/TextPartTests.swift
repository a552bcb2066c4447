import JSON
import TestSupport
import Testing

@testable import Service

@Suite struct TextPartTests {
  @Test(arguments: 0..<200 as Range<UInt64>)
  func partsJoinToTheTextAndFit(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let characters = ["a", "é", "東", "😀", "\"", "\\", "\n", "\u{1}", " "]
    let text = Array((0..<random.below(60)).map { _ in characters[random.below(characters.count)] }.joined().utf8)
    let room = 6 + random.below(30)
    let count = 4 + random.below(20)
    var joined: [UInt8] = []
    while joined.count < text.count {
      let part = TextPart(of: text, from: joined.count, count: count, encodedCount: room)
      #expect(part.range.lowerBound == joined.count && !part.range.isEmpty && part.range.count <= count)
      guard !part.range.isEmpty else { return }
      let string = String(validating: text[part.range], as: UTF8.self)
      #expect(string != nil, "cut within a character")
      var writer = JSONWriter()
      writer.string(string ?? "")
      #expect(writer.bytes.count <= room + 2)
      joined += text[part.range]
    }
    #expect(joined == text)
  }

  @Test func aStartWithinACharacterMeansItsBeginning() {
    let text = Array("aéb".utf8)
    #expect(TextPart(of: text, from: 2, count: 100, encodedCount: 100).range == 1..<4)
    #expect(TextPart(of: text, from: 99, count: 100, encodedCount: 100).range == 4..<4)
    #expect(TextPart(of: text, from: 1, count: 100, encodedCount: -5).range == 1..<1)
  }
}
