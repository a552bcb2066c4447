/// The bytes of a query, known to be valid UTF-8, and the questions the lexer asks of them.
struct QueryBytes {
  private let bytes: [UInt8]

  init(validated bytes: [UInt8]) {
    self.bytes = bytes
  }

  var count: Int { bytes.count }

  /// The byte at an offset; nil at the end.
  func byte(at offset: Int) -> UInt8? {
    offset < bytes.count ? bytes[offset] : nil
  }

  subscript(range: Range<Int>) -> ArraySlice<UInt8> {
    bytes[range]
  }

  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The text at `range` for a message: in quotes and not too long.
  func excerpt(_ range: Range<Int>) -> String {
    "'\(clipped(range))'"
  }

  /// The text at `range`, and an ellipsis instead of what is too much for a message.
  func clipped(_ range: Range<Int>) -> String {
    let scalarLimit = 40
    // No more bytes than are needed to tell: the rest of the query may be asked for at many places of it.
    let scalars = String(decoding: bytes[range].prefix(4 * (scalarLimit + 1)), as: UTF8.self).unicodeScalars
    let shown = String(scalars.prefix(scalarLimit))
    return scalars.dropFirst(scalarLimit).isEmpty ? shown : shown + "…"
  }

  /// Whether a letter, a digit or anything beyond ASCII stands in `range`; what has none is punctuation.
  func hasWordCharacter(_ range: Range<Int>) -> Bool {
    bytes[range].contains { $0.isASCIIAlphanumeric || $0 >= 0x80 }
  }

  /// Where a word of small letters and digits ends that begins at an offset; nil for any other. Most words are such, and no
  /// rule of the language has anything to say of them.
  func plainWordEnd(from start: Int) -> Int? {
    var end = start
    while end < bytes.count, bytes[end].isASCIILowercase || bytes[end].isASCIIDigit { end += 1 }
    guard end > start, end == bytes.count || delimiter(at: end) != nil else { return nil }
    return end
  }

  /// Whether a single quotation mark may be there.
  var mayHoldSingleQuotes: Bool { bytes.contains { $0 == UInt8(ascii: "'") || $0 == 0xE2 } }

  /// The delimiter that begins at an offset, if one does.
  func delimiter(at offset: Int) -> Delimiter? {
    guard let first = byte(at: offset) else { return nil }
    switch first {
    case 0x09...0x0D, UInt8(ascii: " "):
      return Delimiter(kind: .whitespace, length: 1)
    case UInt8(ascii: "("):
      return Delimiter(kind: .openParenthesis, length: 1)
    case UInt8(ascii: ")"):
      return Delimiter(kind: .closeParenthesis, length: 1)
    case UInt8(ascii: "\""):
      return Delimiter(kind: .quote(.straight), length: 1)
    case 0xC2:
      return wideDelimiter(at: offset, length: 2)
    case 0xE1...0xE3:
      return wideDelimiter(at: offset, length: 3)
    default:
      return nil
    }
  }

  /// The delimiters beyond ASCII: quotation marks, and the characters with the Unicode property White_Space.
  private func wideDelimiter(at offset: Int, length: Int) -> Delimiter? {
    let lead = UInt32(bytes[offset]) & (length == 2 ? 0x1F : 0x0F)
    let scalar = bytes[offset..<offset + length].dropFirst().reduce(lead) { $0 << 6 | UInt32($1 & 0x3F) }
    switch scalar {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000:
      return Delimiter(kind: .whitespace, length: length)
    default:
      return QuoteMark(rawValue: scalar).map { Delimiter(kind: .quote($0), length: length) }
    }
  }

  /// Where a word that begins at an offset ends: before the next delimiter, or at the end.
  func wordEnd(from start: Int) -> Int {
    var end = start
    while end < bytes.count, delimiter(at: end) == nil {
      end += 1
    }
    return end
  }

  /// Where the last word in `range` begins: behind its last white space.
  func lastWordStart(in range: Range<Int>) -> Int {
    var start = range.lowerBound
    for offset in range {
      if let delimiter = delimiter(at: offset), delimiter.kind == .whitespace { start = offset + delimiter.length }
    }
    return start
  }

  /// Where the white space that begins at an offset ends.
  func whitespaceEnd(from start: Int) -> Int {
    var end = start
    while let delimiter = delimiter(at: end), delimiter.kind == .whitespace {
      end += delimiter.length
    }
    return end
  }
}
