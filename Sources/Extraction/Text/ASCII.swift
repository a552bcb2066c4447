/// What markup needs to know of bytes.
enum ASCII {
  /// Space, tab, line feed, form feed, carriage return: what HTML calls white space.
  @inline(__always)
  static func isWhiteSpace(_ byte: UInt8) -> Bool {
    byte <= 0x20 && (byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D || byte == 0x0C)
  }

  @inline(__always)
  static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == 0x0A || byte == 0x0D
  }

  @inline(__always)
  static func isLetter(_ byte: UInt8) -> Bool {
    0x61...0x7A ~= byte | 0x20
  }

  @inline(__always)
  static func isAlphanumeric(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte)
  }

  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool {
    0x30...0x39 ~= byte
  }

  static func isPunctuation(_ byte: UInt8) -> Bool {
    0x21...0x7E ~= byte && !isAlphanumeric(byte)
  }

  /// A capital as a small letter, and every other byte as it is.
  @inline(__always)
  static func lowercased(_ byte: UInt8) -> UInt8 {
    0x41...0x5A ~= byte ? byte | 0x20 : byte
  }

  static func digit(_ byte: UInt8, isHexadecimal: Bool) -> UInt8? {
    if isDigit(byte) { return byte - 0x30 }
    guard isHexadecimal, 0x61...0x66 ~= byte | 0x20 else { return nil }
    return (byte | 0x20) - 0x57
  }

  /// Whether the bytes from `start` on are this text, capitals being as good as the small letters that it is given in.
  static func matches(_ text: StaticString, _ bytes: [UInt8], at start: Int, before limit: Int) -> Bool {
    guard limit - start >= text.utf8CodeUnitCount else { return false }
    for index in 0..<text.utf8CodeUnitCount {
      // The index is below the number of bytes.
      let expected = unsafe text.utf8Start[index]
      guard lowercased(bytes[start + index]) == expected else { return false }
    }
    return true
  }

  /// Whether the bytes in a range are this text, as ``matches(_:_:at:before:)`` compares.
  static func equals(_ text: StaticString, _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    range.count == text.utf8CodeUnitCount && matches(text, bytes, at: range.lowerBound, before: range.upperBound)
  }

  /// The range without the white space at its ends.
  static func trimmed(_ range: Range<Int>, of bytes: [UInt8]) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, isWhiteSpace(bytes[start]) { start += 1 }
    while start < end, isWhiteSpace(bytes[end - 1]) { end -= 1 }
    return start..<end
  }
}
