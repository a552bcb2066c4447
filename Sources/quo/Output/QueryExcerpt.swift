/// A query on one line, and carets under a part of it on the next.
struct QueryExcerpt {
  /// How much is shown before the marked part, and how much in all, in columns.
  private static let (columnsBefore, columns) = (40, 76)

  /// The two lines, indented and without line feeds.
  let lines: [String]

  /// Makes an excerpt; nil where there is nothing to mark.
  ///
  /// - Parameters:
  ///   - query: the query, of any length.
  ///   - range: UTF-8 bytes of it; what lies outside of it is cut off. The empty range is about the whole.
  init?(_ query: String, marking range: Range<Int>) {
    var cells = CellText(query, marking: [range]).cells[...]
    guard cells.contains(where: \.isMarked) else { return nil }
    var shown = "  "
    let widthBefore = cells.prefix { !$0.isMarked }.reduce(0) { $0 + $1.columns }
    if widthBefore > Self.columnsBefore {
      var surplus = widthBefore - Self.columnsBefore
      cells = cells.drop { cell in
        defer { surplus -= cell.columns }
        return surplus > 0
      }
      shown += "…"
    }
    var marks = String(repeating: " ", count: shown.count)
    var width = 0
    for cell in cells {
      width += cell.columns
      guard width <= Self.columns else {
        shown += "…"
        break
      }
      shown += cell.text
      marks += String(repeating: cell.isMarked ? "^" : " ", count: cell.columns)
    }
    while marks.last == " " { marks.removeLast() }
    lines = [shown, marks]
  }
}
