/// Chooses a page's title: what it gives to those who share it (`og:title`), else `<title>`, else its first headline.
///
/// A name behind the title is taken off if what is before it is a headline of the page. One before it stays: where a
/// site gives its own name a headline, the two cannot be told apart.
enum HTMLTitle {
  /// The title; empty where none is given. The headlines' white space must be one space.
  static func choose(from metadata: HTMLMetadata, headings: [ArraySlice<UInt8>]) -> MappedText {
    let title = metadata.sharedTitle.isEmpty ? metadata.title : metadata.sharedTitle
    guard let heading = headings.first(where: { isFollowedByName($0, in: title.bytes) }) else { return title }
    return title.joining([0..<heading.count])
  }

  /// Whether a title is a headline, a separator and a name.
  private static func isFollowedByName(_ heading: ArraySlice<UInt8>, in title: [UInt8]) -> Bool {
    !heading.isEmpty && heading.count < title.count && isSame(heading, title.prefix(heading.count))
      && isSeparated(title.dropFirst(heading.count))
  }

  private static func isSame(_ left: ArraySlice<UInt8>, _ right: ArraySlice<UInt8>) -> Bool {
    zip(left, right).allSatisfy { ASCII.lowercased($0) == ASCII.lowercased($1) }
  }

  /// Whether bytes begin, seen from the headline, with a space, something that is no word, and a space.
  private static func isSeparated(_ bytes: some Collection<UInt8>) -> Bool {
    let space = UInt8(ascii: " ")
    guard bytes.first == space, let end = bytes.dropFirst().firstIndex(of: space) else { return false }
    let separator = Array(bytes[bytes.startIndex..<end].dropFirst())
    // No sign that stands between titles and names is longer, and letters of other alphabets are too long for one here.
    return !separator.isEmpty && separator.count <= 4
      && separator.allSatisfy { !ASCII.isAlphanumeric($0) }
      && (separator.count != 2 || separator[0] < 0x80 || separator.contains(0xC2))
  }

  /// The text before and behind the headline that has become the title, without the breaks around it.
  static func remainder(of text: [UInt8], without heading: Range<Int>) -> [Range<Int>] {
    var start = heading.upperBound
    while start < text.count, ASCII.isWhiteSpace(text[start]) { start += 1 }
    var end = heading.lowerBound
    if start == text.count {
      while end > 0, ASCII.isWhiteSpace(text[end - 1]) { end -= 1 }
    }
    return [0..<end, start..<text.count]
  }
}
