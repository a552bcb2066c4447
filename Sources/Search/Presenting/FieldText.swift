/// The bytes of a field, read as characters, blanks and lines. What is not UTF-8 is read as U+FFFD, byte by byte.
struct FieldText {
  let bytes: [UInt8]
  /// The text without the white space around it.
  let content: Range<Int>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var start = 0
    while case let length = Self.blankLength(in: bytes, at: start), length > 0 { start += length }
    var end = bytes.count
    while end > start, case let length = Self.blankLength(in: bytes, before: end), length > 0 { end -= length }
    content = start..<end
  }

  /// How many bytes the white space takes that begins at `offset`; 0 if none does.
  func blankLength(at offset: Int) -> Int { Self.blankLength(in: bytes, at: offset) }

  /// How many bytes the white space takes that ends at `offset`; 0 if none does.
  func blankLength(before offset: Int) -> Int { Self.blankLength(in: bytes, before: offset) }

  /// Whether a line ends with the byte at `offset`.
  func endsLine(at offset: Int) -> Bool {
    switch bytes[offset] {
    case 0x0A: true
    case 0x0D: offset + 1 == bytes.count || bytes[offset + 1] != 0x0A
    default: false
    }
  }

  /// The scalar at `offset`, which is inside of the text, and the offset after it.
  func scalar(at offset: Int) -> (value: Unicode.Scalar, end: Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), offset + 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    if first >= 0xC2, offset + length <= bytes.count {
      var value = UInt32(first) & (0xFF >> UInt32(length + 1))
      for byte in bytes[(offset + 1)..<(offset + length)] { value = value << 6 | UInt32(byte & 0x3F) }
      if let scalar = Unicode.Scalar(value) { return (scalar, offset + length) }
    }
    return ("\u{FFFD}", offset + 1)
  }

  /// The first byte of a character from `offset` on.
  func scalarStart(from offset: Int) -> Int {
    var offset = offset
    while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
    return offset
  }

  /// Appends a piece of the text with each run of white space as one blank.
  func append(_ range: Range<Int>, to output: inout [UInt8]) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let length = blankLength(at: offset)
      if length == 0 {
        output.append(bytes[offset])
      } else if output.last != 0x20 {
        output.append(0x20)
      }
      offset += max(length, 1)
    }
  }

  /// The properties White_Space (Unicode 15.0) but for the narrow no-break space, which stands within numbers that are one word.
  private static func blankLength(in bytes: [UInt8], at offset: Int) -> Int {
    guard offset < bytes.count else { return 0 }
    let first = bytes[offset]
    if first < 0x80 { return first == 0x20 || (0x09...0x0D).contains(first) ? 1 : 0 }
    guard first == 0xC2 || first == 0xE1 || first == 0xE2 || first == 0xE3, offset + 1 < bytes.count else { return 0 }
    let second = bytes[offset + 1]
    if first == 0xC2 { return second == 0x85 || second == 0xA0 ? 2 : 0 }
    guard offset + 2 < bytes.count else { return 0 }
    let isBlank =
      switch (first, second, bytes[offset + 2]) {
      case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8...0xA9), (0xE2, 0x81, 0x9F),
        (0xE3, 0x80, 0x80):
        true
      default: false
      }
    return isBlank ? 3 : 0
  }

  private static func blankLength(in bytes: [UInt8], before offset: Int) -> Int {
    for length in 1...3 where offset >= length && blankLength(in: bytes, at: offset - length) == length {
      return length
    }
    return 0
  }
}
