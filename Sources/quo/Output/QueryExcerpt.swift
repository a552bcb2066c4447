import Terminal

/// A query on one line, and carets under a part of it on the next.
struct QueryExcerpt {
  /// A scalar as it is shown.
  private struct Cell {
    let text: String
    let width: Int
    let isMarked: Bool
  }

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
    var cells = Self.cells(of: query, marking: range)
    let isBlank = query.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    guard !isBlank, cells.contains(where: \.isMarked) else { return nil }
    var shown = "  "
    let widthBefore = cells.prefix { !$0.isMarked }.reduce(0) { $0 + $1.width }
    if widthBefore > Self.columnsBefore {
      var surplus = widthBefore - Self.columnsBefore
      cells = Array(
        cells.drop { cell in
          defer { surplus -= cell.width }
          return surplus > 0
        })
      shown += "…"
    }
    var marks = String(repeating: " ", count: shown.count)
    var width = 0
    for cell in cells {
      width += cell.width
      guard width <= Self.columns else {
        shown += "…"
        break
      }
      shown += cell.text
      marks += String(repeating: cell.isMarked ? "^" : " ", count: cell.width)
    }
    while marks.last == " " { marks.removeLast() }
    lines = [shown, marks]
  }

  private static func cells(of query: String, marking range: Range<Int>) -> [Cell] {
    var cells: [Cell] = []
    var offset = 0
    for scalar in query.unicodeScalars {
      let end = offset + scalar.utf8.count
      let escape = TerminalText.escape(of: scalar)
      cells.append(
        Cell(
          text: escape ?? String(scalar), width: escape?.utf8.count ?? scalar.columnCount,
          isMarked: range.overlaps(offset..<end)))
      offset = end
    }
    return cells
  }
}
