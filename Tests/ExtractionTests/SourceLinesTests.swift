import TestSupport
import Testing

@testable import Extraction

@Suite("Lines and columns in files")
struct SourceLinesTests {
  /// A text, and the bytes of each of its scalars in an encoding.
  struct File {
    let encoding: TextEncoding
    let mark: [UInt8]
    let scalars: [(scalar: Unicode.Scalar, bytes: [UInt8])]

    init(_ text: String, in encoding: TextEncoding, hasMark: Bool = false) {
      self.encoding = encoding
      func units<Unit: FixedWidthInteger>(_ units: [Unit], isBigEndian: Bool) -> [UInt8] {
        units.flatMap { unit in
          let bytes = (0..<Unit.bitWidth / 8).map { UInt8(truncatingIfNeeded: unit >> (8 * $0)) }
          return isBigEndian ? bytes.reversed() : bytes
        }
      }
      func encode(_ scalar: Unicode.Scalar) -> [UInt8] {
        switch encoding {
        case .utf8, .damagedUTF8: Array(scalar.utf8)
        case .utf16LittleEndian, .utf16BigEndian:
          units(Array(scalar.utf16), isBigEndian: encoding == .utf16BigEndian)
        case .utf32LittleEndian, .utf32BigEndian: units([scalar.value], isBigEndian: encoding == .utf32BigEndian)
        case .windows1252: scalar == "\u{20AC}" ? [0x80] : [UInt8(scalar.value)]
        }
      }
      mark =
        switch encoding {
        case .utf8: hasMark ? [0xEF, 0xBB, 0xBF] : []
        case .windows1252: []
        case .damagedUTF8: [0xEF, 0xBB, 0xBF]
        default: encode("\u{FEFF}")
        }
      scalars = text.unicodeScalars.map { ($0, encode($0)) }
    }

    var bytes: [UInt8] { mark + scalars.flatMap(\.bytes) }

    /// Where each scalar begins, the end included, and its position, by looking at every scalar before it.
    func positions(in unit: SourceLines.Unit) -> [(offset: Int, position: SourceLines.Position)] {
      var positions: [(Int, SourceLines.Position)] = []
      var (line, column, offset) = (0, 0, mark.count)
      for (index, (scalar, bytes)) in scalars.enumerated() {
        positions.append((offset, SourceLines.Position(line: line, column: column)))
        offset += bytes.count
        let isPair = scalar == "\r" && index + 1 < scalars.count && scalars[index + 1].scalar == "\n"
        if scalar == "\n" || (scalar == "\r" && !isPair) {
          line += 1
          column = 0
          continue
        }
        switch unit {
        case .utf8: column += scalar.utf8.count
        case .utf16: column += scalar.utf16.count
        case .utf32: column += 1
        }
      }
      return positions + [(offset, SourceLines.Position(line: line, column: column))]
    }
  }

  private static let encodings: [TextEncoding] = [
    .utf8, .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian, .windows1252,
  ]

  @Test("Every character has the line and column that counting gives", arguments: 1...8 as ClosedRange<UInt64>)
  func positions(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    // Units that hold a line feed's byte and are none.
    let wide = ["a", "b", " ", "\u{A0A}", "\u{E9}", "\u{D0D}", "\u{1F600}", "e\u{301}", "\n", "\r", "\r\n"]
    let narrow = ["a", "b", " ", "\u{E9}", "\u{20AC}", "\u{8D}", "\n", "\r", "\r\n"]
    for encoding in Self.encodings {
      for size in [0, 1, 9, 30, 300] {
        let alphabet = encoding == .windows1252 ? narrow : wide
        let kinds = size > 100 ? alphabet.count - generator.below(4) : alphabet.count
        let text = (0..<size).map { _ in alphabet[generator.below(kinds)] }.joined()
        let file = File(text, in: encoding, hasMark: generator.below(2) == 0)
        let bytes = file.bytes
        let lines = SourceLines(file: bytes, encoding: encoding)
        for unit in SourceLines.Unit.allCases {
          var expected = file.positions(in: unit)
          #expect(lines.positions(of: expected.map(\.offset), in: unit) == expected.map(\.position))
          // Few places, in no order.
          expected.shuffle(using: &generator)
          expected.removeFirst(expected.count / 2)
          #expect(lines.positions(of: expected.map(\.offset), in: unit) == expected.map(\.position))
          if let one = expected.first { #expect(lines.position(of: one.offset, in: unit) == one.position) }
        }
      }
    }
  }

  @Test("Places that are none have the position of the nearest", arguments: encodings)
  func outside(_ encoding: TextEncoding) {
    let file = File("ab\r\nc", in: encoding, hasMark: true).bytes
    let lines = SourceLines(file: file, encoding: encoding)
    let unit = encoding.unitLength
    let end = SourceLines.Position(line: 1, column: 1)
    #expect(
      lines.positions(of: [file.count, Int.max, Int.min, 0, unit - 1], in: .utf16)
        == [end, end] + (0..<3).map { _ in SourceLines.Position(line: 0, column: 0) })
    #expect(SourceLines(file: [], encoding: encoding).position(of: 0, in: .utf8) == .init(line: 0, column: 0))
  }

  @Test("Bytes of any kind have positions that agree with the decoded text", arguments: 1...6 as ClosedRange<UInt64>)
  func hostileBytes(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let marks: [[UInt8]] = [
      [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], [0xFE, 0xFF], [0xFF, 0xFE, 0, 0], [0, 0, 0xFE, 0xFF], [],
    ]
    for _ in 0..<300 {
      var file = marks[generator.below(marks.count)]
      for _ in 0..<generator.below(40) {
        let common: [UInt8] = [0x0A, 0x0D, 0x61, 0xD8, 0xDC, 0xE9, 0xA9, 0xF0, 0x9F, 0x98, 0x80]
        file.append(generator.below(8) == 0 ? UInt8(generator.below(255) + 1) : common[generator.below(common.count)])
      }
      guard let encoding = TextEncoding(of: file) else { continue }
      var text: [UInt8] = []
      let map = encoding.decode(file, into: &text)
      let decoded = SourceLines(text: text)
      let lines = SourceLines(file: file, encoding: encoding)
      for unit in SourceLines.Unit.allCases {
        var places: [(file: Int, text: Int)] = []
        var place = 0
        for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
          places.append((map.sourceRange(of: place..<place + 1).lowerBound, place))
          place += scalar.utf8.count
        }
        #expect(
          lines.positions(of: places.map(\.file), in: unit) == decoded.positions(of: places.map(\.text), in: unit))
      }
      // Places within characters and units, one by one as in one pass.
      let all = Array(-1...file.count + 1)
      #expect(lines.positions(of: all, in: .utf16) == all.map { lines.position(of: $0, in: .utf16) })
    }
  }
}
