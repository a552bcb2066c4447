/// A character reference of HTML, such as `&amp;` or `&#8217;` (HTML Standard, section 13.2.5.72).
struct CharacterReference: Equatable {
  /// Where a reference stands. In attributes, `&copy=` is no reference: addresses have such parameters.
  enum Context {
    case text, attribute
    /// Of Markdown: the semicolon is needed.
    case strict
  }

  enum Value: Equatable {
    case scalar(Unicode.Scalar)
    /// Where in ``CharacterReferenceTable/values`` the text is.
    case named(Range<Int>)
  }

  let value: Value
  /// Where the text behind the reference begins.
  let end: Int

  /// Reads the reference that begins with the ampersand at `start`; nil if it is only an ampersand.
  init?(_ bytes: [UInt8], at start: Int, before limit: Int, in context: Context) {
    let name = start + 1
    guard name < limit else { return nil }
    if bytes[name] == UInt8(ascii: "#") {
      self.init(numeric: bytes, at: name + 1, before: limit, in: context)
    } else {
      self.init(named: bytes, at: name, before: limit, in: context)
    }
  }

  private init?(numeric bytes: [UInt8], at start: Int, before limit: Int, in context: Context) {
    var place = start
    let isHexadecimal = place < limit && bytes[place] | 0x20 == UInt8(ascii: "x")
    if isHexadecimal { place += 1 }
    let firstDigit = place
    var number: UInt32 = 0
    while place < limit, let digit = ASCII.digit(bytes[place], isHexadecimal: isHexadecimal) {
      // Once past Unicode it stays there, however many digits follow.
      if number <= 0x10_FFFF { number = number * (isHexadecimal ? 16 : 10) + UInt32(digit) }
      place += 1
    }
    guard place > firstDigit else { return nil }
    let isEnded = place < limit && bytes[place] == UInt8(ascii: ";")
    guard isEnded || context != .strict else { return nil }
    end = isEnded ? place + 1 : place
    value = .scalar(Self.scalar(number))
  }

  /// Zero, surrogates and what lies behind Unicode are U+FFFD; what are control characters in Latin-1 means what it
  /// means in Windows-1252.
  private static func scalar(_ number: UInt32) -> Unicode.Scalar {
    if 0x80...0x9F ~= number { return Windows1252.scalar(UInt8(number)) }
    return number == 0 ? "\u{FFFD}" : Unicode.Scalar(number) ?? "\u{FFFD}"
  }

  private init?(named bytes: [UInt8], at start: Int, before limit: Int, in context: Context) {
    var place = start
    let longest = min(limit, start + CharacterReferenceTable.longestName)
    while place < longest, ASCII.isAlphanumeric(bytes[place]) { place += 1 }
    guard place > start else { return nil }
    if place < longest, bytes[place] == UInt8(ascii: ";"),
      let value = CharacterReferenceTable.value(of: bytes[start...place])
    {
      self.value = .named(value)
      end = place + 1
      return
    }
    guard context != .strict else { return nil }
    var length = min(place - start, CharacterReferenceTable.longestUnendedName)
    while length >= 2 {
      if let value = CharacterReferenceTable.value(of: bytes[start..<start + length]) {
        let end = start + length
        let following = end < limit ? bytes[end] : UInt8(ascii: " ")
        let isParameter = following == UInt8(ascii: "=") || ASCII.isAlphanumeric(following)
        guard context == .text || !isParameter else { return nil }
        self.value = .named(value)
        self.end = end
        return
      }
      length -= 1
    }
    return nil
  }

  /// The text that the reference stands for, in UTF-8.
  var bytes: [UInt8] {
    switch value {
    case .scalar(let scalar): Array(scalar.utf8)
    case .named(let range): CharacterReferenceTable.bytes(range)
    }
  }
}
