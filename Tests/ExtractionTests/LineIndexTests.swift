import Extraction
import TestSupport
import Testing

@Suite("Lines and columns")
struct LineIndexTests {
  /// Counts by looking at every character before the offset.
  private func position(in text: String, of offset: Int, _ unit: LineIndex.Unit) -> LineIndex.Position {
    var line = 0
    var column = 0
    var place = 0
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if previous == "\n" || (previous == "\r" && scalar != "\n") {
        line += 1
        column = 0
      }
      previous = scalar
      if place >= offset { return LineIndex.Position(line: line, column: column) }
      place += scalar.utf8.count
      switch unit {
      case .utf8: column += scalar.utf8.count
      case .utf16: column += scalar.utf16.count
      case .utf32: column += 1
      }
    }
    let endsLine = previous == "\n" || previous == "\r"
    return LineIndex.Position(line: endsLine ? line + 1 : line, column: endsLine ? 0 : column)
  }

  @Test("Every character has the line and column that counting gives", arguments: 1...8 as ClosedRange<UInt64>)
  func positions(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let alphabet = ["a", "b", " ", "é", "漢", "😀", "\n", "\r", "\r\n", "e\u{301}"]
    for size in [0, 1, 20, 1200] {
      // Few line ends in the long one, so that lines are longer than the index's steps.
      let kinds = size > 100 ? 6 : alphabet.count
      var text = ""
      for _ in 0..<size { text.unicodeScalars += alphabet[generator.below(kinds)].unicodeScalars }
      if size > 100 { text += "\r\nlast" + text }
      let index = LineIndex(Array(text.utf8))
      var offset = 0
      for scalar in text.unicodeScalars {
        if size <= 100 || generator.below(50) == 0 {
          for unit in [LineIndex.Unit.utf8, .utf16, .utf32] {
            #expect(index.position(of: offset, in: unit) == position(in: text, of: offset, unit))
          }
        }
        offset += scalar.utf8.count
      }
      #expect(index.position(of: offset + 5, in: .utf16) == position(in: text, of: offset, .utf16))
      #expect(index.position(of: -5, in: .utf16) == LineIndex.Position(line: 0, column: 0))
    }
  }

  @Test("Lines are given without their ends")
  func lines() {
    let index = LineIndex(Array("one\r\ntwo\rthree\n\nfive".utf8))
    #expect(index.lineCount == 5)
    #expect((0...5).map { index.line($0) } == [0..<3, 5..<8, 9..<14, 15..<15, 16..<20, nil])
    #expect(LineIndex([]).line(0) == 0..<0)
  }
}
