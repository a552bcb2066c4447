/// Tells tags of HTML in Markdown from text with a `<` in it (CommonMark 0.31, section 6.6).
///
/// Browsers take more for tags than Markdown does: `a <b && c> d` is text here.
enum MarkdownTag {
  /// Tags have fewer attributes. What is within a value may look like a tag again; this bounds how often it is read.
  private static let mostAttributes = 64

  /// Whether a start or end tag begins at a `<`, or what may be a comment, a declaration or the like: where that ends is
  /// for the scanner to find.
  static func begins(at start: Int, of bytes: [UInt8]) -> Bool {
    guard start + 1 < bytes.count else { return false }
    switch bytes[start + 1] {
    case UInt8(ascii: "?"): return true
    case UInt8(ascii: "!"):
      guard start + 2 < bytes.count else { return false }
      return ASCII.isLetter(bytes[start + 2]) || "-[".utf8.contains(bytes[start + 2])
    case UInt8(ascii: "/"):
      guard let name = endOfName(from: start + 2, of: bytes) else { return false }
      return isByte(UInt8(ascii: ">"), at: skipSpace(from: name, of: bytes), of: bytes)
    default:
      guard let name = endOfName(from: start + 1, of: bytes) else { return false }
      return hasAttributesAndEnd(from: name, of: bytes)
    }
  }

  private static func endOfName(from start: Int, of bytes: [UInt8]) -> Int? {
    guard start < bytes.count, ASCII.isLetter(bytes[start]) else { return nil }
    return bytes[start...].firstIndex { !ASCII.isAlphanumeric($0) && $0 != UInt8(ascii: "-") } ?? bytes.count
  }

  private static func hasAttributesAndEnd(from start: Int, of bytes: [UInt8]) -> Bool {
    var place = start
    defer { Work.add(place - start) }
    for _ in 0..<mostAttributes {
      let next = skipSpace(from: place, of: bytes)
      if isByte(UInt8(ascii: ">"), at: next, of: bytes) { return true }
      if isByte(UInt8(ascii: "/"), at: next, of: bytes) { return isByte(UInt8(ascii: ">"), at: next + 1, of: bytes) }
      guard next > place, let end = endOfAttribute(from: next, of: bytes) else { return false }
      place = end
    }
    return false
  }

  private static func endOfAttribute(from start: Int, of bytes: [UInt8]) -> Int? {
    func isPartOfName(_ byte: UInt8) -> Bool { ASCII.isAlphanumeric(byte) || "_:.-".utf8.contains(byte) }
    guard start < bytes.count, isPartOfName(bytes[start]), !ASCII.isDigit(bytes[start]) else { return nil }
    let name = bytes[start...].firstIndex { !isPartOfName($0) } ?? bytes.count
    let equals = skipSpace(from: name, of: bytes)
    guard isByte(UInt8(ascii: "="), at: equals, of: bytes) else { return name }
    let value = skipSpace(from: equals + 1, of: bytes)
    guard value < bytes.count else { return nil }
    if bytes[value] == UInt8(ascii: "\"") || bytes[value] == UInt8(ascii: "'") {
      return bytes.firstIndex(of: bytes[value], in: value + 1..<bytes.count).map { $0 + 1 }
    }
    let end =
      bytes[value...].firstIndex { ASCII.isWhiteSpace($0) || "\"'=<>`".utf8.contains($0) } ?? bytes.count
    return end > value ? end : nil
  }

  private static func skipSpace(from start: Int, of bytes: [UInt8]) -> Int {
    var place = start
    while place < bytes.count, ASCII.isWhiteSpace(bytes[place]) { place += 1 }
    Work.add(place - start)
    return place
  }

  private static func isByte(_ byte: UInt8, at place: Int, of bytes: [UInt8]) -> Bool {
    place < bytes.count && bytes[place] == byte
  }
}
