/// The fence of a code block in Markdown, inside which a `#` begins a comment and no heading (CommonMark 0.31,
/// section 4.5).
struct CodeFence {
  private let character: UInt8
  private let length: Int

  /// Reads a line that may open a code block.
  init?(opening line: Range<Int>, of text: Span<UInt8>) {
    guard let run = Self.run(in: line, of: text) else { return nil }
    character = text[run.lowerBound]
    length = run.count
    // What stands behind backticks may hold none: it would be a code span then.
    for place in run.upperBound..<line.upperBound where character == UInt8(ascii: "`") && text[place] == character {
      return nil
    }
  }

  /// Whether a line closes the block that this fence opened.
  func isClosed(by line: Range<Int>, of text: Span<UInt8>) -> Bool {
    guard let run = Self.run(in: line, of: text) else { return false }
    return text[run.lowerBound] == character && run.count >= length && text.isBlank(run.upperBound..<line.upperBound)
  }

  /// Three or more backticks or tildes at the beginning of a line, up to three spaces before them.
  private static func run(in line: Range<Int>, of text: Span<UInt8>) -> Range<Int>? {
    var start = line.lowerBound
    while start < line.upperBound, start - line.lowerBound < 3, text[start] == UInt8(ascii: " ") { start += 1 }
    guard start < line.upperBound, text[start] == UInt8(ascii: "`") || text[start] == UInt8(ascii: "~") else {
      return nil
    }
    var end = start
    while end < line.upperBound, text[end] == text[start] { end += 1 }
    return end - start >= 3 ? start..<end : nil
  }
}
