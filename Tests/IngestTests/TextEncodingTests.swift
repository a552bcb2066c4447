import Extraction
import Ingest
import TestSupport
import Testing

@Suite("Encodings of files")
struct TextEncodingTests {
  /// The encoding that is found, and the text that comes of it.
  private func decode(_ bytes: [UInt8]) -> (encoding: TextEncoding?, text: String?) {
    guard let encoding = TextEncoding(of: bytes) else { return (nil, nil) }
    var decoded = Array("left over".utf8)
    encoding.decode(bytes, into: &decoded)
    return (encoding, String(validating: decoded, as: UTF8.self))
  }

  private static func utf16(_ units: [UInt16], isBigEndian: Bool) -> [UInt8] {
    ([0xFEFF] + units).flatMap { unit in
      isBigEndian ? [UInt8(unit >> 8), UInt8(unit & 0xFF)] : [UInt8(unit & 0xFF), UInt8(unit >> 8)]
    }
  }

  @Test(
    "A byte-order mark decides first",
    arguments: [
      ([0xEF, 0xBB, 0xBF, 0x61, 0x00], .utf8, "a\0"),
      ([0xEF, 0xBB, 0xBF, 0x61, 0xFF, 0x62], .damagedUTF8, "a\u{FFFD}b"),
      ([0xFF, 0xFE, 0x61, 0x00], .utf16LittleEndian, "a"),
      ([0xFE, 0xFF, 0x00, 0x61], .utf16BigEndian, "a"),
      ([0xFF, 0xFE, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00], .utf32LittleEndian, "a"),
      ([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x01, 0xF6, 0x00], .utf32BigEndian, "😀"),
      ([0xFF, 0xFE], .utf16LittleEndian, ""),
      ([0xEF, 0xBB, 0xBF], .utf8, ""),
    ] as [([UInt8], TextEncoding, String)])
  func marks(bytes: [UInt8], encoding: TextEncoding, text: String) {
    let decoded = decode(bytes)
    #expect(decoded.encoding == encoding)
    #expect(decoded.text == text)
  }

  @Test("Without a mark a zero byte means binary, and anything that is UTF-8 is")
  func withoutMark() {
    #expect(decode(Array("a\0b".utf8)).encoding == nil)
    #expect(decode([0xE9, 0x00]).encoding == nil)
    #expect(decode([]).encoding == .utf8)
    #expect(decode(Array("Łódź 😀".utf8)).text == "Łódź 😀")
    #expect(!TextEncoding.utf8.needsDecoding)
  }

  @Test("All else is Windows-1252, in which every byte means something")
  func windows1252() {
    #expect(decode([0x63, 0x61, 0x66, 0xE9]).text == "café")
    #expect(decode([0x93, 0x80, 0x94, 0x92, 0x9F, 0xFF]).text == "“€”’Ÿÿ")
    // Cut in the middle of a character, or written over: no longer UTF-8.
    #expect(decode(Array("né".utf8.dropLast())).text == "nÃ")
    let all = (UInt8(1)...255).map { $0 }
    #expect(decode(all).encoding == .windows1252)
    #expect(decode(all).text?.unicodeScalars.count == 255)
    #expect(TextEncoding.windows1252.needsDecoding)
  }

  @Test("UTF-16 agrees with the standard library, lone surrogates and all", arguments: UInt64(0)..<20)
  func utf16(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      let units = (0..<random.below(30)).map { _ -> UInt16 in
        let kind = random.below(3)
        return UInt16(kind == 0 ? random.below(0x80) : kind == 1 ? 0xD800 + random.below(0x800) : random.below(0xD800))
      }
      // A NUL first would make a little-endian mark UTF-32's.
      guard units.first != 0 else { continue }
      let expected = String(decoding: units, as: UTF16.self)
      for isBigEndian in [false, true] {
        let decoded = decode(Self.utf16(units, isBigEndian: isBigEndian)).text
        #expect(decoded.map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
      }
    }
  }

  @Test("A unit that the end of the file cuts in two is replaced")
  func cutUnits() {
    #expect(decode([0xFF, 0xFE, 0x61, 0x00, 0x62]).text == "a\u{FFFD}")
    #expect(decode([0xFF, 0xFE, 0x3D, 0xD8]).text == "\u{FFFD}")
    #expect(decode([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x00, 0x00]).text == "\u{FFFD}")
    #expect(decode([0x00, 0x00, 0xFE, 0xFF, 0x00, 0x11, 0x00, 0x00]).text == "\u{FFFD}")
  }

  @Test("Damaged UTF-8 with a mark is repaired as the standard library does it", arguments: UInt64(0)..<20)
  func damagedUTF8(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var bytes = Array("a naïve café – Łódź 😀 日本語".utf8)
      for _ in 0...random.below(6) { bytes[random.below(bytes.count)] = UInt8(random.below(256)) }
      let expected = String(decoding: bytes, as: UTF8.self)
      let decoded = decode([0xEF, 0xBB, 0xBF] + bytes).text
      #expect(decoded.map { Array($0.unicodeScalars) } == Array(expected.unicodeScalars))
    }
  }

  @Test("Documents that were not UTF-8 are flagged and counted")
  func flags() throws {
    let directory = try TemporaryDirectory()
    try directory.write(Array("Titel\n\ncaf".utf8) + [0xE9], to: "a.txt")
    try directory.write("Title\n\ncafé", to: "b.txt")
    try directory.write(Self.utf16(Array("Titre\n\ncafé".utf16), isBigEndian: true), to: "c.txt")
    let intake = try directory.intake()
    #expect(intake.texts == ["Titel|\ncafé", "Title|\ncafé", "Titre|\ncafé"])
    #expect(intake.documents.map(\.isReencoded) == [true, false, true])
    #expect(intake.report.reencodedDocuments == 2)
    #expect(intake.report.bytes == 3 * 11)
  }
}
