/// The encoding of old files from Windows, and what the web takes Latin-1 for: every byte means something in it.
enum Windows1252 {
  /// What a byte means.
  static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    guard 0x80...0x9F ~= byte else { return Unicode.Scalar(byte) }
    return Unicode.Scalar(scalars[Int(byte - 0x80)]) ?? Unicode.Scalar(byte)
  }

  /// Decodes bytes, and adds what they mean to a text.
  static func decode(_ bytes: [UInt8], into text: inout [UInt8]) -> SourceMap {
    text.reserveCapacity(text.count + bytes.count + bytes.count / 8)
    var map = SourceMap()
    var place = 0
    while place < bytes.count {
      let start = place
      while place < bytes.count, bytes[place] < 0x80 { place += 1 }
      text.append(contentsOf: bytes[start..<place])
      map.appendIdentical(place - start, at: start)
      while place < bytes.count, bytes[place] >= 0x80 {
        let length = text.count
        text.append(contentsOf: scalar(bytes[place]).utf8)
        map.appendPiece(text.count - length, from: place..<place + 1)
        place += 1
      }
    }
    return map
  }

  /// What 0x80 to 0x9F mean; all other bytes are what they are in Latin-1. The five that Microsoft leaves undefined
  /// stay the control characters of those numbers, as the WHATWG Encoding Standard has it (index windows-1252).
  private static let scalars: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]
}
