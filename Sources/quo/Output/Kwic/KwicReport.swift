import SearchAPI

/// Matches one below the other: the text before them ends, and they begin, in the same column; at the end of the line stand
/// file and line.
///
/// On a terminal lines are as long as it is wide, and a narrow one leaves no room for the place; elsewhere they are as long
/// as they need to be.
struct KwicReport {
  /// Narrower terminals show the text alone, in columns.
  private static let leastColumnsForPlace = 60
  /// What stands between two parts of a line.
  private static let gap = "  "

  private struct Row {
    let left: CellText
    let text: CellText
    let right: CellText
    let place: CellText
    let file: [UInt8]?
  }

  /// How many columns each part has.
  private struct Layout {
    let left: Int
    /// What matches, the gap behind it, and what follows: together they end in one column.
    let rest: Int
    let text: Int
    let place: Int
  }

  private let rows: [Row]
  private let style: Style
  private let columns: Int?

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - lines: the matches in their order.
  ///   - style: the look.
  ///   - columns: the width of the terminal; nil to cut nothing.
  init(_ lines: [KwicLine], style: Style, columns: Int?) {
    rows = lines.map { line in
      Row(
        left: CellText(line.match.left), text: CellText(line.match.text), right: CellText(line.match.right),
        place: CellText(line.place), file: line.source.file)
    }
    self.style = style
    self.columns = columns
  }

  /// The lines, each with its line feed.
  var text: String {
    let layout = layout
    return rows.map { line(of: $0, layout) + "\n" }.joined()
  }

  private var layout: Layout {
    let (left, place) = (rows.map(\.left.columns).max() ?? 0, rows.map(\.place.columns).max() ?? 0)
    let text = rows.map(\.text.columns).max() ?? 0
    guard let columns else {
      let rest = rows.map { $0.text.columns + Self.gap.count + $0.right.columns }.max() ?? 0
      return Layout(left: left, rest: rest, text: text, place: place)
    }
    let placeWidth = columns < Self.leastColumnsForPlace ? 0 : min(place, columns / 4)
    let gaps = (placeWidth > 0 ? 3 : 2) * Self.gap.count
    let free = max(columns - placeWidth - gaps, 3)
    let textWidth = min(text, max(free / 2, 1))
    let leftWidth = min(left, (free - textWidth) / 2)
    return Layout(left: leftWidth, rest: free - leftWidth + Self.gap.count, text: textWidth, place: placeWidth)
  }

  private func line(of row: Row, _ layout: Layout) -> String {
    let (left, text) = (row.left.end(columns: layout.left), row.text.beginning(columns: layout.text))
    let right = row.right.beginning(columns: layout.rest - Self.gap.count - text.columns)
    let place = row.place.end(columns: layout.place)
    let padding = layout.rest - text.columns - Self.gap.count - right.columns
    let start = Self.blanks(layout.left - left.columns) + left.plain + Self.gap + style.match(text.plain)
    guard !right.cells.isEmpty || !place.cells.isEmpty else { return start }
    let middle = start + Self.gap + right.plain
    guard !place.cells.isEmpty else { return middle }
    return middle + Self.blanks(padding) + Self.gap + style.place(place.plain, file: row.file)
  }

  private static func blanks(_ count: Int) -> String {
    String(repeating: " ", count: max(count, 0))
  }
}
