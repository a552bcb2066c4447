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

  /// The file is not in UTF-8. One that is may still begin with a mark, which is no text.
  package var needsDecoding: Bool { self != .utf8 }

  /// Its units have more than one byte.
  package var hasWideUnits: Bool { unitLength > 1 }

  /// The length of a unit, in bytes.
  var unitLength: Int {
    switch self {
    case .utf8, .damagedUTF8, .windows1252: 1
    case .utf16LittleEndian, .utf16BigEndian: 2
    case .utf32LittleEndian, .utf32BigEndian: 4
    }
  }

  /// The highest byte of a unit comes first.
  var isBigEndian: Bool { self == .utf16BigEndian || self == .utf32BigEndian }

  /// Where the text begins in a file of this encoding: behind the byte-order mark, if there is one.
  func textStart(in bytes: [UInt8]) -> Int {
    switch self {
    case .utf8, .damagedUTF8: bytes.starts(with: Self.utf8Mark) ? Self.utf8Mark.count : 0
    case .windows1252: 0
    case .utf16LittleEndian, .utf16BigEndian, .utf32LittleEndian, .utf32BigEndian: min(unitLength, bytes.count)
    }
  }

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
    case .utf8: return copyUTF8(bytes, into: &text)
    case .damagedUTF8: return repairUTF8(bytes, into: &text)
    case .utf16LittleEndian: return decodeUnits(bytes, into: &text) { Self.utf16Scalar(at: $0, of: bytes, highByte: 1) }
    case .utf16BigEndian: return decodeUnits(bytes, into: &text) { Self.utf16Scalar(at: $0, of: bytes, highByte: 0) }
    case .utf32LittleEndian, .utf32BigEndian: return decodeUnits(bytes, into: &text) { scalar(at: $0, of: bytes) }
    case .windows1252: return Windows1252.decode(bytes, into: &text)
    }
  }

  private func copyUTF8(_ bytes: [UInt8], into text: inout [UInt8]) -> SourceMap {
    let start = textStart(in: bytes)
    text.append(contentsOf: bytes[start...])
    var map = SourceMap()
    map.appendIdentical(text.count, at: start)
    return map
  }

  private func repairUTF8(_ bytes: [UInt8], into text: inout [UInt8]) -> SourceMap {
    var map = SourceMap()
    var start = textStart(in: bytes)
    while let illFormed = IllFormedUTF8.first(in: bytes.span, from: start) {
      text.append(contentsOf: bytes[start..<illFormed.lowerBound])
      map.appendIdentical(illFormed.lowerBound - start, at: start)
      Self.append(Self.replacement, for: illFormed, to: &text, &map)
      start = illFormed.upperBound
    }
    text.append(contentsOf: bytes[start...])
    map.appendIdentical(bytes.count - start, at: start)
    return map
  }

  @inline(__always)
  private func decodeUnits(
    _ bytes: [UInt8], into text: inout [UInt8], scalarAt: (Int) -> (scalar: Unicode.Scalar, end: Int)
  ) -> SourceMap {
    text.reserveCapacity(bytes.count)
    var map = SourceMap()
    var place = textStart(in: bytes)
    while place < bytes.count {
      let (scalar, end) = scalarAt(place)
      Self.append(scalar, for: place..<end, to: &text, &map)
      place = end
    }
    return map
  }

  @inline(__always)
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

// MARK: - Scalars

extension TextEncoding {
  private static let replacement: Unicode.Scalar = "\u{FFFD}"

  /// The scalar that begins at a place of a file of this encoding, U+FFFD for what means nothing, and where it ends.
  func scalar(at place: Int, of bytes: [UInt8]) -> (scalar: Unicode.Scalar, end: Int) {
    switch self {
    case .utf8, .damagedUTF8: Self.utf8Scalar(at: place, of: bytes)
    case .utf16LittleEndian: Self.utf16Scalar(at: place, of: bytes, highByte: 1)
    case .utf16BigEndian: Self.utf16Scalar(at: place, of: bytes, highByte: 0)
    case .utf32LittleEndian, .utf32BigEndian: utf32Scalar(at: place, of: bytes)
    case .windows1252: (Windows1252.scalar(bytes[place]), place + 1)
    }
  }

  private static func utf8Scalar(at place: Int, of bytes: [UInt8]) -> (scalar: Unicode.Scalar, end: Int) {
    guard bytes[place] >= 0x80 else { return (Unicode.Scalar(bytes[place]), place + 1) }
    // No scalar is longer than four bytes; what a longer one cuts off behind it does not matter.
    let window = bytes.span.extracting(place..<min(place + 4, bytes.count))
    if let illFormed = IllFormedUTF8.first(in: window, from: 0), illFormed.lowerBound == 0 {
      return (replacement, place + illFormed.upperBound)
    }
    let length = (~bytes[place]).leadingZeroBitCount
    let first = UInt32(bytes[place] & 0x7F >> UInt8(length))
    let value = bytes[place + 1..<place + length].reduce(first) { $0 << 6 | UInt32($1 & 0x3F) }
    return (Unicode.Scalar(value) ?? replacement, place + length)
  }

  /// A surrogate without its other half is U+FFFD, and so is a unit that the end of the file cuts in two.
  @inline(__always)
  private static func utf16Scalar(
    at place: Int, of bytes: [UInt8], highByte: Int
  ) -> (scalar: Unicode.Scalar, end: Int) {
    guard place + 1 < bytes.count else { return (replacement, bytes.count) }
    let unit = UInt32(bytes[place + highByte]) << 8 | UInt32(bytes[place + 1 - highByte])
    if let scalar = Unicode.Scalar(unit) { return (scalar, place + 2) }
    guard unit < 0xDC00, place + 3 < bytes.count else { return (replacement, place + 2) }
    let second = UInt32(bytes[place + 2 + highByte]) << 8 | UInt32(bytes[place + 3 - highByte])
    guard 0xDC00...0xDFFF ~= second else { return (replacement, place + 2) }
    return (Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (second - 0xDC00)) ?? replacement, place + 4)
  }

  private func utf32Scalar(at place: Int, of bytes: [UInt8]) -> (scalar: Unicode.Scalar, end: Int) {
    guard place + 3 < bytes.count else { return (Self.replacement, bytes.count) }
    let value = bytes[place..<place + 4].reduce(0) { $0 << 8 | UInt32($1) }
    return (Unicode.Scalar(isBigEndian ? value : value.byteSwapped) ?? Self.replacement, place + 4)
  }
}
