/// Tells what the lines of a Markdown text are, each by itself (CommonMark 0.31, sections 4 and 5).
struct MarkdownLines {
  private let bytes: [UInt8]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// How far a line is indented, in columns, and where its first byte stands that is not white space.
  func indentation(of line: Range<Int>) -> (width: Int, start: Int) {
    var width = 0
    var start = line.lowerBound
    while start < line.upperBound, ASCII.isWhiteSpace(bytes[start]) {
      width += bytes[start] == UInt8(ascii: "\t") ? 4 - width % 4 : 1
      start += 1
    }
    Work.add(start - line.lowerBound)
    return (width, start)
  }

  /// Where what follows the marker of a quotation or an item begins; nil if none begins the line.
  ///
  /// The line is taken from its first byte that is not white space on. Where it could go on with a paragraph, only a
  /// list that begins with 1 interrupts that.
  func markerEnd(in line: Range<Int>, isWithinText: Bool) -> Int? {
    guard let first = line.first else { return nil }
    return bytes[first] == UInt8(ascii: ">") ? first + 1 : itemMarkerEnd(in: line, isWithinText: isWithinText)
  }

  /// As ``markerEnd(in:isWithinText:)``, of items only.
  func itemMarkerEnd(in line: Range<Int>, isWithinText: Bool) -> Int? {
    guard var end = line.first else { return nil }
    switch bytes[end] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): end += 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"):
      while end < line.upperBound, end - line.lowerBound < 9, ASCII.isDigit(bytes[end]) { end += 1 }
      guard end < line.upperBound, bytes[end] == UInt8(ascii: ".") || bytes[end] == UInt8(ascii: ")") else {
        return nil
      }
      // A number within a paragraph begins a list only if it is 1, or a line that wraps before a year would.
      guard !isWithinText || bytes[line.lowerBound..<end].elementsEqual([UInt8(ascii: "1")]) else { return nil }
      end += 1
    default: return nil
    }
    return end == line.upperBound || ASCII.isWhiteSpace(bytes[end]) ? end : nil
  }

  /// Whether a line is a thematic break, and where the first byte stands that is neither white space nor like the first:
  /// no rule of that sign begins before it, if none begins the line.
  func rule(in line: Range<Int>) -> (isRule: Bool, end: Int) {
    guard let first = line.first, "*-_".utf8.contains(bytes[first]) else { return (false, line.lowerBound) }
    var count = 0
    var end = first
    while end < line.upperBound, bytes[end] == bytes[first] || ASCII.isWhiteSpace(bytes[end]) {
      if bytes[end] == bytes[first] { count += 1 }
      end += 1
    }
    Work.add(end - first)
    return (count >= 3 && end == line.upperBound, end)
  }

  /// The level and the text of the heading that a line is.
  func heading(in line: Range<Int>) -> (level: Int, content: Range<Int>)? {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start] == UInt8(ascii: "#") { start += 1 }
    let level = start - line.lowerBound
    guard 1...6 ~= level, start == line.upperBound || ASCII.isWhiteSpace(bytes[start]) else { return nil }
    let content = ASCII.trimmed(start..<line.upperBound, of: bytes)
    var end = content.upperBound
    while end > content.lowerBound, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
    // A closing run of number signs belongs to the markup if a space stands before it.
    guard end == content.lowerBound || ASCII.isWhiteSpace(bytes[end - 1]) else { return (level, content) }
    return (level, ASCII.trimmed(content.lowerBound..<end, of: bytes))
  }

  /// The level of the heading that a line makes of the paragraph above it.
  func underlineLevel(_ line: Range<Int>) -> Int? {
    let content = ASCII.trimmed(line, of: bytes)
    let first = bytes[content.lowerBound]
    guard first == UInt8(ascii: "=") || first == UInt8(ascii: "-"), bytes[content].allSatisfy({ $0 == first }) else {
      return nil
    }
    return first == UInt8(ascii: "=") ? 1 : 2
  }

  /// Whether a line is the one between a table's head and its rows.
  func isDelimiterRow(_ line: Range<Int>) -> Bool {
    var hasDash = false
    var hasPipe = false
    for place in line {
      switch bytes[place] {
      case UInt8(ascii: "-"): hasDash = true
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: return false
      }
    }
    return hasDash && hasPipe
  }

  /// The label of a definition or footnote that a line is, `[label]:`.
  func definitionLabel(in line: Range<Int>) -> Range<Int>? {
    guard let first = line.first, bytes[first] == UInt8(ascii: "[") else { return nil }
    var end = first + 1
    while end < line.upperBound, bytes[end] != UInt8(ascii: "]"), bytes[end] != UInt8(ascii: "[") {
      end += bytes[end] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard end + 1 < line.upperBound, bytes[end] == UInt8(ascii: "]"), bytes[end + 1] == UInt8(ascii: ":"),
      end > first + 1, end - first <= MarkdownLinks.longestLabel
    else { return nil }
    return first + 1..<end
  }

  /// Where the text of a footnote begins that a line is, `[^label]:`.
  func footnoteText(in line: Range<Int>) -> Int? {
    guard let label = definitionLabel(in: line), bytes[label.lowerBound] == UInt8(ascii: "^") else { return nil }
    return label.upperBound + 2
  }

  /// The labels of all links that are defined somewhere in the text.
  func definedLabels(from start: Int) -> Set<[UInt8]> {
    var labels: Set<[UInt8]> = []
    var place = start
    while place < bytes.count {
      let line = bytes.span.line(from: place)
      place = line.next
      let content = line.content.drop { ASCII.isWhiteSpace(bytes[$0]) || bytes[$0] == UInt8(ascii: ">") }
      if let label = definitionLabel(in: content) { labels.insert(MarkdownLinks.normalized(bytes[label])) }
    }
    return labels
  }
}
