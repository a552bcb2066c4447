/// Where in a text its title stands, and where its body.
package struct TextOutline: Equatable {
  /// The longest first line that is taken for a title, in bytes.
  package static let longestTitle = 200

  /// Empty where there is no title.
  package var title: Range<Int>
  /// The body, in one piece or, where the title was cut out of it, in two.
  package var body: [Range<Int>]

  /// A text that is all body.
  package init(untitled body: Range<Int>) {
    title = body.lowerBound..<body.lowerBound
    self.body = [body]
  }

  /// Plain text from `start` on: the first line that is not blank is the title if it stands alone, a blank line or the
  /// end of the text behind it, and is not too long for one.
  ///
  /// A first line that runs on into the next is hard-wrapped prose. Cutting it off would break the phrases across it.
  package init(plainText text: Span<UInt8>, from start: Int = 0) {
    self.init(untitled: start..<text.count)
    var place = start
    while place < text.count {
      let line = text.line(from: place)
      let content = text.trimmed(line.content)
      place = line.next
      if content.isEmpty { continue }
      if content.count <= Self.longestTitle, text.isBlank(text.line(from: line.next).content) {
        title = content
        body = [line.next..<text.count]
      }
      return
    }
  }

  /// Markdown from `start` on: the first heading of level 1 (`# Heading`) is the title, wherever it stands; without one
  /// it is as for plain text.
  package init(markdown text: Span<UInt8>, from start: Int = 0) {
    var fence: CodeFence?
    var place = start
    while place < text.count {
      let line = text.line(from: place)
      if let open = fence {
        if open.isClosed(by: line.content, of: text) { fence = nil }
      } else if let heading = Self.heading(in: line.content, of: text) {
        self.init(untitled: start..<text.count)
        title = heading
        body = [start..<place, line.next..<text.count]
        return
      } else {
        fence = CodeFence(opening: line.content, of: text)
      }
      place = line.next
    }
    self.init(plainText: text, from: start)
  }

  /// The text of an ATX heading of level 1, if the line is one that has any (CommonMark 0.31, section 4.2).
  private static func heading(in line: Range<Int>, of text: Span<UInt8>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, start - line.lowerBound < 3, text[start] == UInt8(ascii: " ") { start += 1 }
    guard start < line.upperBound, text[start] == UInt8(ascii: "#") else { return nil }
    start += 1
    guard start < line.upperBound, text[start] == UInt8(ascii: " ") || text[start] == UInt8(ascii: "\t") else {
      return nil
    }
    var heading = text.trimmed(start..<line.upperBound)
    // A closing run of number signs belongs to the markup if a space stands before it.
    var end = heading.upperBound
    while end > heading.lowerBound, text[end - 1] == UInt8(ascii: "#") { end -= 1 }
    if end == heading.lowerBound { return nil }
    if text[end - 1] == UInt8(ascii: " ") || text[end - 1] == UInt8(ascii: "\t") {
      heading = text.trimmed(heading.lowerBound..<end)
    }
    return heading
  }
}
