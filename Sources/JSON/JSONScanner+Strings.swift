extension JSONScanner {
  /// Moves past a string, whose opening quote is here, and appends its content, escapes resolved.
  mutating func readString(into buffer: inout [UInt8]) throws(JSONError) {
    offset += 1
    while true {
      let start = offset
      let isClosed = try skipPlainBytes()
      unsafe buffer.append(contentsOf: bytes[start..<offset])
      offset += 1
      if isClosed { return }
      Self.append(try readEscape(), to: &buffer)
    }
  }

  /// Moves past a string, whose opening quote is here, with every check that reading makes.
  ///
  /// - Returns: where its content lies, and whether escapes stand in it.
  mutating func skipString() throws(JSONError) -> (content: Range<Int>, hasEscapes: Bool) {
    offset += 1
    let start = offset
    var hasEscapes = false
    while try !skipPlainBytes() {
      hasEscapes = true
      offset += 1
      _ = try readEscape()
    }
    offset += 1
    return (start..<offset - 1, hasEscapes)
  }

  /// Moves to the next quote or backslash past well-formed UTF-8.
  ///
  /// - Returns: whether it is the closing quote.
  private mutating func skipPlainBytes() throws(JSONError) -> Bool {
    while true {
      skipPlainWords()
      guard let byte else { throw unexpected() }
      switch byte {
      case UInt8(ascii: "\""): return true
      case UInt8(ascii: "\\"): return false
      case 0x00..<0x20:
        throw JSONError(.controlCharacter, at: offset, "an unescaped control character in a string")
      case 0x20..<0x80: offset += 1
      default: try skipNonASCII()
      }
    }
  }

  /// Moves over words of eight bytes that are all plain ASCII, and then to the first byte that is not.
  ///
  /// Whether a byte is below n is read off a borrow (`(x - n) & ~x`): a borrow can mark bytes *after* the first true
  /// one wrongly, and only the first is used. Technique: Mycroft 1987, in Warren, "Hacker's Delight", section 6-1.
  private mutating func skipPlainWords() {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let highBits = ones &* 0x80
    while count - offset >= 8 {
      let word = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      let quotes = word ^ (ones &* 0x22)
      let backslashes = word ^ (ones &* 0x5C)
      let controls = (word &- ones &* 0x20) & ~word
      let marks = (controls | (quotes &- ones) & ~quotes | (backslashes &- ones) & ~backslashes | word) & highBits
      guard marks == 0 else {
        offset += marks.trailingZeroBitCount / 8
        return
      }
      offset += 8
    }
  }

  private mutating func skipNonASCII() throws(JSONError) {
    while let byte, byte >= 0x80 {
      guard case .wellFormed(let length) = unsafe UTF8Sequence.outcome(in: bytes, at: offset) else {
        throw JSONError(.invalidUTF8, at: offset, "a string is not well-formed UTF-8")
      }
      offset += length
    }
  }

  /// Reads the rest of an escape, from behind its backslash.
  private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
    let start = offset - 1
    guard let byte else { throw unexpected() }
    offset += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "u"): return try readUnicodeEscape(from: start)
    default: throw JSONError(.invalidEscape, at: start, "a backslash begins no escape of JSON")
    }
  }

  /// Reads `XXXX`, or `XXXX\uXXXX` for a surrogate pair, from behind `\u`.
  private mutating func readUnicodeEscape(from start: Int) throws(JSONError) -> Unicode.Scalar {
    let unit = try readHexDigits(from: start)
    if let scalar = Unicode.Scalar(unit) { return scalar }
    // Only surrogates are no scalars. A high one must be followed by a low one; a low one may not come first.
    let loneSurrogate = JSONError(.loneSurrogate, at: start, "half of a surrogate pair")
    guard unit < 0xDC00, byte == UInt8(ascii: "\\") else { throw loneSurrogate }
    offset += 1
    guard byte == UInt8(ascii: "u") else { throw loneSurrogate }
    offset += 1
    let low = try readHexDigits(from: offset - 2)
    guard 0xDC00...0xDFFF ~= low, let scalar = Unicode.Scalar(0x1_0000 + (unit - 0xD800) << 10 + (low - 0xDC00)) else {
      throw loneSurrogate
    }
    return scalar
  }

  private mutating func readHexDigits(from start: Int) throws(JSONError) -> UInt32 {
    var unit: UInt32 = 0
    for _ in 0..<4 {
      guard let byte else { throw unexpected() }
      let digit: UInt8
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
      case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
      default: throw JSONError(.invalidEscape, at: start, "a \\u escape needs four hexadecimal digits")
      }
      unit = unit << 4 | UInt32(digit)
      offset += 1
    }
    return unit
  }

  private static func append(_ scalar: Unicode.Scalar, to buffer: inout [UInt8]) {
    if scalar.isASCII {
      buffer.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      buffer.append(contentsOf: scalar.utf8)
    }
  }
}
