/// As much of a text as an answer has room for, cut between characters.
struct TextPart {
  /// The bytes of the text.
  let range: Range<Int>

  /// Cuts a part out.
  ///
  /// - Parameters:
  ///   - text: in UTF-8.
  ///   - start: where it is to begin; within a character it means the character's beginning.
  ///   - count: how many bytes it may have.
  ///   - encodedCount: how many bytes it may have as a string of JSON.
  init(of text: [UInt8], from start: Int, count: Int, encodedCount: Int) {
    let start = Self.characterStart(at: min(max(start, 0), text.count), in: text)
    let greatestEnd = min(text.count - start, max(count, 0)) + start
    var end = start
    var room = encodedCount
    while end < greatestEnd {
      room -= Self.encodedCount(of: text[end])
      guard room >= 0 else { break }
      end += 1
    }
    range = start..<max(start, end == text.count ? end : Self.characterStart(at: end, in: text))
  }

  private static func characterStart(at offset: Int, in text: [UInt8]) -> Int {
    var start = offset
    while start > 0, start < text.count, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// How many bytes a byte of a text takes at most in a string of JSON.
  private static func encodedCount(of byte: UInt8) -> Int {
    switch byte {
    case 0x08, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "\""), UInt8(ascii: "\\"): 2
    case ..<0x20, 0x7F: 6
    default: 1
    }
  }
}
