/// Counts the columns of places in a line, from the line's beginning or from the last place in it.
struct ColumnCounter {
  private let encoding: TextEncoding
  private let unit: SourceLines.Unit

  /// The length of the line's characters before the last place, in units.
  private(set) var count = 0
  /// Up to where characters have been counted, and where the line begins that they are in.
  private var place: Int
  private var lineStart: Int

  /// Counts from the beginning of a text on.
  init(_ encoding: TextEncoding, _ unit: SourceLines.Unit, from start: Int) {
    self.encoding = encoding
    self.unit = unit
    place = start
    lineStart = start
  }

  /// Counts the characters that begin before an offset, in the line that begins at `lineStart`. Neither must be before
  /// the last one.
  mutating func advance(to offset: Int, from lineStart: Int, in bytes: [UInt8]) {
    if lineStart != self.lineStart {
      self.lineStart = lineStart
      place = lineStart
      count = 0
    }
    guard place < offset else { return }
    switch (encoding, unit) {
    case (.utf8, .utf8), (.windows1252, .utf16), (.windows1252, .utf32):
      count += offset - place
      place = offset
    case (.utf8, .utf16), (.utf8, .utf32):
      count += countUTF8(place..<offset, of: bytes)
      place = offset
    default:
      while place < offset {
        let (scalar, end) = encoding.scalar(at: place, of: bytes)
        count += unit.width(of: scalar)
        place = end
      }
    }
  }

  /// How many characters begin in a range of UTF-8; those above U+FFFF are two if units of 16 bits are counted.
  private func countUTF8(_ range: Range<Int>, of bytes: [UInt8]) -> Int {
    let highest: UInt64 = 0x8080_8080_8080_8080
    let span = bytes.span
    var count = range.count
    var place = range.lowerBound
    while place < range.upperBound {
      // Zeros, with which the last word is filled up, are none of the bytes that are counted.
      let word = span.word(at: place, before: range.upperBound)
      // Bytes that continue a character begin with the bits 10, those that begin one of four bytes with 1111.
      count -= (word & ~(word << 1) & highest).nonzeroBitCount
      if unit == .utf16 { count += (word & word << 1 & word << 2 & word << 3 & highest).nonzeroBitCount }
      place += 8
    }
    return count
  }
}

extension SourceLines.Unit {
  /// The length of a character.
  fileprivate func width(of scalar: Unicode.Scalar) -> Int {
    switch self {
    case .utf8: UTF8.width(scalar)
    case .utf16: UTF16.width(scalar)
    case .utf32: 1
    }
  }
}
