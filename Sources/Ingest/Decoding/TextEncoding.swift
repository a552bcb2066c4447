/// The encoding of a file, found out from its bytes.
///
/// A byte-order mark decides first; then a zero byte means that the file is no text; then it is UTF-8 if all of it is
/// well-formed; else it is taken for Windows-1252, in which every byte means something.
package enum TextEncoding: Equatable, Sendable {
  case utf8
  /// UTF-8 by its mark, and yet not well-formed throughout.
  case damagedUTF8
  case utf16LittleEndian
  case utf16BigEndian
  case utf32LittleEndian
  case utf32BigEndian
  case windows1252

  /// Finds the encoding out; nil for a binary file.
  ///
  /// - Parameter bytes: The whole file.
  package init?(of bytes: [UInt8]) {
    // UTF-32's little-endian mark begins like UTF-16's, so it is asked for first.
    if bytes.starts(with: [0xFF, 0xFE, 0x00, 0x00]) {
      self = .utf32LittleEndian
    } else if bytes.starts(with: [0x00, 0x00, 0xFE, 0xFF]) {
      self = .utf32BigEndian
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      self = .utf16LittleEndian
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      self = .utf16BigEndian
    } else if bytes.starts(with: Self.utf8Mark) {
      self = IllFormedUTF8.first(in: bytes.span, from: Self.utf8Mark.count) == nil ? .utf8 : .damagedUTF8
    } else if bytes.firstIndex(of: 0, in: bytes.indices) != nil {
      return nil
    } else {
      self = IllFormedUTF8.first(in: bytes.span, from: 0) == nil ? .utf8 : .windows1252
    }
  }

  /// The mark with which UTF-8 files of some programs begin.
  static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text is not the file's bytes, so places in the one are not places in the other.
  package var needsDecoding: Bool { self != .utf8 }

  /// Turns a file of this encoding into well-formed UTF-8, without the mark. What means nothing in the encoding becomes
  /// U+FFFD.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - text: Becomes the text; its former content goes.
  package func decode(_ bytes: [UInt8], into text: inout [UInt8]) {
    text.removeAll(keepingCapacity: true)
    switch self {
    case .utf8: text.append(contentsOf: bytes[(bytes.starts(with: Self.utf8Mark) ? Self.utf8Mark.count : 0)...])
    case .damagedUTF8: Self.repairUTF8(bytes, into: &text)
    case .utf16LittleEndian: Self.decodeUTF16(bytes, highByte: 1, into: &text)
    case .utf16BigEndian: Self.decodeUTF16(bytes, highByte: 0, into: &text)
    case .utf32LittleEndian: Self.decodeUTF32(bytes, isBigEndian: false, into: &text)
    case .utf32BigEndian: Self.decodeUTF32(bytes, isBigEndian: true, into: &text)
    case .windows1252: Self.decodeWindows1252(bytes, into: &text)
    }
  }

  private static func repairUTF8(_ bytes: [UInt8], into text: inout [UInt8]) {
    var start = utf8Mark.count
    while let illFormed = IllFormedUTF8.first(in: bytes.span, from: start) {
      text.append(contentsOf: bytes[start..<illFormed.lowerBound])
      append(replacement, to: &text)
      start = illFormed.upperBound
    }
    text.append(contentsOf: bytes[start...])
  }

  private static func decodeUTF16(_ bytes: [UInt8], highByte: Int, into text: inout [UInt8]) {
    text.reserveCapacity(bytes.count)
    var high: UInt32?
    var place = 2
    while place + 1 < bytes.count {
      let unit = UInt32(bytes[place + highByte]) << 8 | UInt32(bytes[place + 1 - highByte])
      place += 2
      if let first = high {
        high = nil
        if 0xDC00...0xDFFF ~= unit {
          append(Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (unit - 0xDC00)) ?? replacement, to: &text)
          continue
        }
        append(replacement, to: &text)
      }
      if 0xD800...0xDBFF ~= unit { high = unit } else { append(Unicode.Scalar(unit) ?? replacement, to: &text) }
    }
    // A pair or a unit that the end of the file cuts in two.
    if high != nil { append(replacement, to: &text) }
    if place < bytes.count { append(replacement, to: &text) }
  }

  private static func decodeUTF32(_ bytes: [UInt8], isBigEndian: Bool, into text: inout [UInt8]) {
    text.reserveCapacity(bytes.count / 2)
    var place = 4
    while place + 3 < bytes.count {
      let read = bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
      append(Unicode.Scalar(isBigEndian ? read : read.byteSwapped) ?? replacement, to: &text)
      place += 4
    }
    if place < bytes.count { append(replacement, to: &text) }
  }

  private static func decodeWindows1252(_ bytes: [UInt8], into text: inout [UInt8]) {
    text.reserveCapacity(bytes.count + bytes.count / 8)
    for byte in bytes {
      switch byte {
      case 0x80...0x9F: append(Unicode.Scalar(windows1252Scalars[Int(byte - 0x80)]) ?? replacement, to: &text)
      default: append(Unicode.Scalar(byte), to: &text)
      }
    }
  }

  /// What 0x80 to 0x9F mean; all other bytes are what they are in Latin-1. The five that Microsoft leaves undefined
  /// stay the control characters of those numbers, as the WHATWG Encoding Standard has it (index windows-1252).
  private static let windows1252Scalars: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008D,
    0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A,
    0x0153, 0x009D, 0x017E, 0x0178,
  ]

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  private static func append(_ scalar: Unicode.Scalar, to text: inout [UInt8]) {
    if scalar.isASCII {
      text.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      text.append(contentsOf: scalar.utf8)
    }
  }
}
