/// The parts of links in a paragraph of Markdown (CommonMark 0.31, sections 6.3 and 6.5).
struct MarkdownLinks {
  /// Labels, and the titles and addresses of links, are not longer, in bytes: what is longer is text.
  static let longestLabel = 999
  static let longestTitle = 1000
  private static let deepestParentheses = 32

  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// A label as it is compared: in small letters, with one space for white space.
  static func normalized(_ label: ArraySlice<UInt8>) -> [UInt8] {
    let words = label.split(whereSeparator: ASCII.isWhiteSpace)
    return Array(words.joined(separator: CollectionOfOne(UInt8(ascii: " ")))).map(ASCII.lowercased)
  }

  /// Where the bracket stands that closes an address in angle brackets.
  func autolinkEnd(at place: Int) -> Int? {
    var end = place + 1
    defer { Work.add(end - place) }
    var isAddress = false
    while end < bytes.count, end - place <= Self.longestTitle {
      let byte = bytes[end]
      if byte == UInt8(ascii: ">") { return isAddress ? end : nil }
      if byte <= 0x20 || byte == UInt8(ascii: "<") { return nil }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") { isAddress = true }
      if !isAddress, !ASCII.isAlphanumeric(byte), !"+.-_".utf8.contains(byte) { return nil }
      end += 1
    }
    return nil
  }

  /// Where an address and a title in parentheses end, if they begin here.
  func addressEnd(from start: Int) -> Int? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "(") else { return nil }
    guard var place = destinationEnd(from: skipSpace(from: start + 1)) else { return nil }
    let title = skipSpace(from: place)
    if title > place, title < bytes.count, let end = titleEnd(from: title) { place = end }
    place = skipSpace(from: place)
    return place < bytes.count && bytes[place] == UInt8(ascii: ")") ? place + 1 : nil
  }

  private func skipSpace(from start: Int) -> Int {
    var place = start
    defer { Work.add(place - start) }
    while place < bytes.count, ASCII.isWhiteSpace(bytes[place]) { place += 1 }
    return place
  }

  private func destinationEnd(from start: Int) -> Int? {
    var place = start
    defer { Work.add(place - start) }
    if place < bytes.count, bytes[place] == UInt8(ascii: "<") {
      place += 1
      while place < bytes.count, bytes[place] != UInt8(ascii: ">") {
        if bytes[place] == UInt8(ascii: "<") || bytes[place] == UInt8(ascii: "\n") { return nil }
        place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
      }
      return place < bytes.count ? place + 1 : nil
    }
    var depth = 0
    while place < bytes.count, bytes[place] > 0x20 {
      if bytes[place] == UInt8(ascii: "(") {
        depth += 1
        guard depth <= Self.deepestParentheses else { return nil }
      } else if bytes[place] == UInt8(ascii: ")") {
        guard depth > 0 else { return place }
        depth -= 1
      } else if bytes[place] == UInt8(ascii: "\\") {
        place += 1
      }
      place += 1
    }
    return depth == 0 ? min(place, bytes.count) : nil
  }

  private func titleEnd(from start: Int) -> Int? {
    let closing: UInt8
    switch bytes[start] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = bytes[start]
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return nil
    }
    var place = start + 1
    defer { Work.add(place - start) }
    while place < bytes.count, place - start <= Self.longestTitle {
      if bytes[place] == closing { return place + 1 }
      place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return nil
  }

  /// The label in brackets that begins at a place; nil if it does not end.
  func label(at start: Int) -> Range<Int>? {
    guard start < bytes.count, bytes[start] == UInt8(ascii: "[") else { return nil }
    var end = start + 1
    defer { Work.add(end - start) }
    while end < bytes.count, end - start <= Self.longestLabel, bytes[end] != UInt8(ascii: "]"),
      bytes[end] != UInt8(ascii: "[")
    {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    return end < bytes.count && bytes[end] == UInt8(ascii: "]") ? start + 1..<end : nil
  }

  /// Where a link to another note ends, `[[Note]]` or `[[Note|text]]`, and where its text begins.
  func noteLink(at place: Int) -> (text: Int, end: Int)? {
    guard place + 2 < bytes.count, bytes[place + 1] == UInt8(ascii: "[") else { return nil }
    var end = place + 2
    defer { Work.add(end - place) }
    var bar: Int?
    while end + 1 < bytes.count, end - place < Self.longestTitle {
      switch bytes[end] {
      case UInt8(ascii: "]"):
        guard bytes[end + 1] == UInt8(ascii: "]"), end > place + 2 else { return nil }
        return (bar.map { $0 + 1 } ?? place + 2, end + 2)
      case UInt8(ascii: "|"): bar = bar ?? end
      case UInt8(ascii: "["), UInt8(ascii: "\n"): return nil
      default: break
      }
      end += 1
    }
    return nil
  }
}
