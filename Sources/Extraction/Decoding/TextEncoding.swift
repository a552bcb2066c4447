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
  package static let utf8Mark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// The text is not the file's bytes, so places in the one are not places in the other.
  package var needsDecoding: Bool { self != .utf8 }

  /// Turns a file of this encoding into well-formed UTF-8, without the mark. What means nothing in the encoding becomes
  /// U+FFFD.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - text: Becomes the text; its former content goes.
  /// - Returns: Where in the file each byte of the text stands.
  @discardableResult
  package func decode(_ bytes: [UInt8], into text: inout [UInt8]) -> SourceMap {
    text.removeAll(keepingCapacity: true)
    switch self {
    case .utf8: return Self.copyUTF8(bytes, into: &text)
    case .damagedUTF8: return Self.repairUTF8(bytes, into: &text)
    case .utf16LittleEndian: return Self.decodeUTF16(bytes, highByte: 1, into: &text)
    case .utf16BigEndian: return Self.decodeUTF16(bytes, highByte: 0, into: &text)
    case .utf32LittleEndian: return Self.decodeUTF32(bytes, isBigEndian: false, into: &text)
    case .utf32BigEndian: return Self.decodeUTF32(bytes, isBigEndian: true, into: &text)
    case .windows1252: return Windows1252.decode(bytes, into: &text)
    }
  }

  private static func copyUTF8(_ bytes: [UInt8], into text: inout [UInt8]) -> SourceMap {
    let start = bytes.starts(with: utf8Mark) ? utf8Mark.count : 0
    text.append(contentsOf: bytes[start...])
    var map = SourceMap()
    map.appendIdentical(text.count, at: start)
    return map
  }

  private static func repairUTF8(_ bytes: [UInt8], into text: inout [UInt8]) -> SourceMap {
    var map = SourceMap()
    var start = utf8Mark.count
    while let illFormed = IllFormedUTF8.first(in: bytes.span, from: start) {
      text.append(contentsOf: bytes[start..<illFormed.lowerBound])
      map.appendIdentical(illFormed.lowerBound - start, at: start)
      append(replacement, for: illFormed, to: &text, &map)
      start = illFormed.upperBound
    }
    text.append(contentsOf: bytes[start...])
    map.appendIdentical(bytes.count - start, at: start)
    return map
  }

  private static func decodeUTF16(_ bytes: [UInt8], highByte: Int, into text: inout [UInt8]) -> SourceMap {
    text.reserveCapacity(bytes.count)
    var map = SourceMap()
    var high: UInt32?
    var place = 2
    while place + 1 < bytes.count {
      let unit = UInt32(bytes[place + highByte]) << 8 | UInt32(bytes[place + 1 - highByte])
      let start = place
      place += 2
      if let first = high {
        high = nil
        if 0xDC00...0xDFFF ~= unit {
          let scalar = Unicode.Scalar(0x1_0000 + (first - 0xD800) << 10 + (unit - 0xDC00))
          append(scalar ?? replacement, for: start - 2..<place, to: &text, &map)
          continue
        }
        append(replacement, for: start - 2..<start, to: &text, &map)
      }
      if 0xD800...0xDBFF ~= unit {
        high = unit
      } else {
        append(Unicode.Scalar(unit) ?? replacement, for: start..<place, to: &text, &map)
      }
    }
    // A pair or a unit that the end of the file cuts in two.
    if high != nil { append(replacement, for: place - 2..<place, to: &text, &map) }
    if place < bytes.count { append(replacement, for: place..<bytes.count, to: &text, &map) }
    return map
  }

  private static func decodeUTF32(_ bytes: [UInt8], isBigEndian: Bool, into text: inout [UInt8]) -> SourceMap {
    text.reserveCapacity(bytes.count / 2)
    var map = SourceMap()
    var place = 4
    while place + 3 < bytes.count {
      let read = bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
      let scalar = Unicode.Scalar(isBigEndian ? read : read.byteSwapped)
      append(scalar ?? replacement, for: place..<place + 4, to: &text, &map)
      place += 4
    }
    if place < bytes.count { append(replacement, for: place..<bytes.count, to: &text, &map) }
    return map
  }

  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  private static func append(
    _ scalar: Unicode.Scalar, for range: Range<Int>, to text: inout [UInt8], _ map: inout SourceMap
  ) {
    let start = text.count
    if scalar.isASCII {
      text.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      text.append(contentsOf: scalar.utf8)
    }
    map.appendPiece(text.count - start, from: range)
  }
}
