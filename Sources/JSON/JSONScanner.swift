/// The lexical level: a place in the text, and the scanning of white space, literals, numbers and strings from there.
///
/// Memory: `bytes` is borrowed from the owner of the `JSONReader` (its rule is stated there). Every access is at an
/// index that was compared with `count` just before; in release builds the buffer itself checks nothing.
@safe
struct JSONScanner {
  let bytes: UnsafeRawBufferPointer
  let count: Int
  let numberLength: Int
  var offset = 0

  init(_ bytes: UnsafeRawBufferPointer, numberLength: Int) {
    unsafe self.bytes = bytes
    count = bytes.count
    self.numberLength = numberLength
  }

  /// The byte at the current place, nil at the end.
  var byte: UInt8? {
    offset < count ? unsafe bytes[offset] : nil
  }

  mutating func skipWhitespace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      offset += 1
    }
  }

  /// Moves past `true`, `false` or `null`, whose first byte is known to be here.
  mutating func skipLiteral(_ literal: StaticString) throws(JSONError) {
    for index in 0..<literal.utf8CodeUnitCount {
      let expected = unsafe literal.utf8Start[index]
      guard byte == expected else { throw unexpected() }
      offset += 1
    }
  }

  /// The error for what stands at the current place.
  ///
  /// At the beginning of the text it recognises what is no UTF-8 JSON at all: the usual cause is an encoding.
  func unexpected() -> JSONError {
    guard let byte else {
      return JSONError(.unexpectedEnd, at: offset, "the text ends inside a value")
    }
    if offset < 4 {
      if unsafe bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
        return JSONError(.byteOrderMark, at: 0, "the text begins with a byte-order mark")
      }
      let isMarked = unsafe bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE])
      if isMarked || byte == 0 {
        return JSONError(.notUTF8, at: 0, "the text is UTF-16 or UTF-32; only UTF-8 is read")
      }
    }
    return JSONError(.unexpectedByte, at: offset, "unexpected \(Self.name(of: byte))")
  }

  private static func name(of byte: UInt8) -> String {
    switch byte {
    case 0x21...0x7E: "'\(Character(Unicode.Scalar(byte)))'"
    default: "byte 0x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
    }
  }
}
