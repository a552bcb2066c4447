/// The lines between two `---` at the very top of a Markdown file, as site generators write them: of their YAML, the
/// members `title`, `date`, `url`, and `lang` or `language` that are plain or quoted scalars on one line.
package struct FrontMatter: Equatable {
  package private(set) var title = MappedText()
  package private(set) var date: [UInt8] = []
  package private(set) var url: [UInt8] = []
  package private(set) var language: [UInt8] = []
  /// Where the text behind it begins.
  package private(set) var end: Int

  /// Reads the top of a text; nil if it does not begin with front matter that is closed. Prose between two rules, whose
  /// first line is no member, is none.
  package init?(_ text: Span<UInt8>) {
    end = 0
    var line = text.line(from: 0)
    guard Self.isRule(line.content, of: text, by: UInt8(ascii: "-")) else { return nil }
    var hasMembers = false
    while line.next < text.count {
      line = text.line(from: line.next)
      if Self.isRule(line.content, of: text, by: UInt8(ascii: "-"))
        || Self.isRule(line.content, of: text, by: UInt8(ascii: "."))
      {
        end = line.next
        return
      }
      let isMember = readMember(line.content, of: text)
      guard hasMembers || isMember || Self.isComment(line.content, of: text) else { return nil }
      hasMembers = hasMembers || isMember
    }
    return nil
  }

  /// Whether a line is three times the byte, with nothing but white space behind.
  private static func isRule(_ line: Range<Int>, of text: Span<UInt8>, by byte: UInt8) -> Bool {
    guard line.count >= 3 else { return false }
    for place in line.prefix(3) where text[place] != byte { return false }
    return text.isBlank(line.lowerBound + 3..<line.upperBound)
  }

  private static func isComment(_ line: Range<Int>, of text: Span<UInt8>) -> Bool {
    let content = text.trimmed(line)
    return content.isEmpty || text[content.lowerBound] == UInt8(ascii: "#")
  }

  /// Reads a line such as `key: value`, if it is one, and keeps the value of a key that counts.
  private mutating func readMember(_ line: Range<Int>, of text: Span<UInt8>) -> Bool {
    guard let colon = line.first(where: { text[$0] == UInt8(ascii: ":") }) else { return false }
    let key = text.trimmed(line.lowerBound..<colon)
    // A key that is indented belongs to another member; `a:b` is a scalar.
    guard key.lowerBound == line.lowerBound, !key.isEmpty, text[key.lowerBound] != UInt8(ascii: "#") else {
      return false
    }
    guard colon + 1 == line.upperBound || text.isBlank(colon + 1..<colon + 2) else { return false }
    guard key.count <= Self.longestKey else { return true }
    let value = colon + 1..<line.upperBound
    switch String(decoding: text.bytes(key), as: UTF8.self).lowercased() {
    case "title" where title.isEmpty: title = Self.scalar(in: value, of: text)
    case "date" where date.isEmpty: date = Self.scalar(in: value, of: text).bytes
    case "url" where url.isEmpty: url = Self.scalar(in: value, of: text).bytes
    case "lang" where language.isEmpty, "language" where language.isEmpty:
      language = Self.scalar(in: value, of: text).bytes
    default: break
    }
    return true
  }

  private static let longestKey = 8

  /// The value of a scalar, empty for one that goes on over several lines.
  private static func scalar(in range: Range<Int>, of text: Span<UInt8>) -> MappedText {
    let range = text.trimmed(range)
    let value = text.bytes(range)
    switch value.first {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return unquoted(value, at: range.lowerBound)
    case UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "#"): return MappedText()
    default: break
    }
    // A number sign begins a comment where white space stands before it.
    let comment = value.indices.dropFirst().first {
      value[$0] == UInt8(ascii: "#") && (value[$0 - 1] == UInt8(ascii: " ") || value[$0 - 1] == UInt8(ascii: "\t"))
    }
    let plain = value[..<(comment ?? value.count)]
    let end = plain.lastIndex { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") }.map { $0 + 1 } ?? 0
    let scalar = Array(plain[..<end])
    guard scalar != Array("null".utf8), scalar != Array("~".utf8) else { return MappedText() }
    return copy(scalar, at: range.lowerBound)
  }

  /// What stands between the quotes: a doubled quote is one quote in single quotes, `\"` and `\\` are so in double ones.
  private static func unquoted(_ value: [UInt8], at start: Int) -> MappedText {
    let quote = value[0]
    var content = MappedText()
    var place = 1
    while place < value.count {
      let byte = value[place]
      let following = place + 1 < value.count ? value[place + 1] : nil
      if byte == UInt8(ascii: "'"), quote == byte, following == byte {
        content.append(CollectionOfOne(byte), for: start + place..<start + place + 2)
        place += 2
      } else if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), let following,
        following == quote || following == byte
      {
        content.append(CollectionOfOne(following), for: start + place..<start + place + 2)
        place += 2
      } else if byte == quote {
        return content
      } else {
        content.append(byte, for: start + place)
        place += 1
      }
    }
    // Never closed: the quote was one of the text's own, as in `title: "Aleppo is dying`.
    return copy(value, at: start)
  }

  private static func copy(_ value: [UInt8], at start: Int) -> MappedText {
    var map = SourceMap()
    map.appendIdentical(value.count, at: start)
    return MappedText(bytes: value, map: map)
  }
}
