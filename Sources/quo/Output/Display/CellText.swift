import Terminal

/// A text on one line, cut into what a terminal shows side by side: each character with the marks on it, safe to print.
struct CellText {
  /// What stands together.
  struct Cell {
    /// What is printed.
    var text: String
    /// How many columns it takes.
    var columns: Int
    /// Whether it belongs to a part that is marked.
    var isMarked: Bool
    /// Whether it is a blank, where a line may be broken.
    var isBlank: Bool
  }

  private(set) var cells: [Cell] = []

  /// Makes cells of a text.
  ///
  /// - Parameters:
  ///   - text: any text; each run of white space becomes one blank, and none at its beginning.
  ///   - marked: the parts to mark, in UTF-8 bytes, in order and apart. What is outside of the text is passed over.
  init(_ text: String, marking marked: [Range<Int>] = []) {
    var rest = marked[...]
    var offset = 0
    for scalar in text.unicodeScalars {
      let end = offset + scalar.utf8.count
      while let first = rest.first, first.upperBound <= offset { rest = rest.dropFirst() }
      append(scalar, isMarked: rest.first.map { $0.overlaps(offset..<end) } ?? false)
      offset = end
    }
    if cells.last?.isBlank == true { cells.removeLast() }
  }

  private init(cells: ArraySlice<Cell>) {
    self.cells = Array(cells)
  }

  private mutating func append(_ scalar: Unicode.Scalar, isMarked: Bool) {
    if scalar.properties.isWhitespace {
      guard let last = cells.last, !last.isBlank else { return }
      cells.append(Cell(text: " ", columns: 1, isMarked: isMarked, isBlank: true))
    } else if let escape = TerminalText.escape(of: scalar) {
      cells.append(Cell(text: escape, columns: escape.utf8.count, isMarked: isMarked, isBlank: false))
    } else {
      let columns = ColumnWidth.columns(of: scalar)
      if columns == 0, let last = cells.indices.last, !cells[last].isBlank {
        cells[last].text.unicodeScalars.append(scalar)
      } else {
        cells.append(Cell(text: String(scalar), columns: columns, isMarked: isMarked, isBlank: false))
      }
    }
  }

  /// How many columns all of it takes.
  var columns: Int { cells.reduce(0) { $0 + $1.columns } }

  /// The text, with `mark` around the parts that are marked and `plain` around the others.
  func rendered(mark: (String) -> String, plain: (String) -> String = { $0 }) -> String {
    var result = ""
    var run = ""
    var isMarked = false
    for cell in cells {
      if cell.isMarked != isMarked {
        result += isMarked ? mark(run) : plain(run)
        (run, isMarked) = ("", cell.isMarked)
      }
      run += cell.text
    }
    return result + (isMarked ? mark(run) : plain(run))
  }

  /// The text without marks.
  var plain: String { rendered { $0 } }
}

// MARK: - Parts

extension CellText {
  /// As much of the beginning as fits, with an ellipsis if that is not all.
  func beginning(columns limit: Int) -> CellText {
    guard columns > limit else { return self }
    var left = limit - 1
    let kept = cells.prefix { cell in
      left -= cell.columns
      return left >= 0
    }
    return CellText(cells: (limit > 0 ? kept + [Self.ellipsis] : [])[...])
  }

  /// As much of the end as fits, with an ellipsis if that is not all.
  func end(columns limit: Int) -> CellText {
    guard columns > limit else { return self }
    var left = limit - 1
    let dropped = cells.reversed().prefix { cell in
      left -= cell.columns
      return left >= 0
    }
    return CellText(cells: (limit > 0 ? [Self.ellipsis] + dropped.reversed() : [])[...])
  }

  /// The lines that it takes, broken at blanks, at wide characters, and within words that are longer than a line.
  func wrapped(columns limit: Int) -> [CellText] {
    var lines: [CellText] = []
    var start = 0
    // Where the line can be broken: the line's end, and the next one's beginning.
    var place: (end: Int, next: Int)?
    var width = 0
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      if cell.isBlank {
        if index == start {
          start += 1
          index += 1
          continue
        }
        place = (index, index + 1)
      } else if index > start, cell.columns == 2 || cells[index - 1].columns == 2 {
        place = place?.next == index ? place : (index, index)
      }
      if width + cell.columns > limit, index > start {
        let cut = place ?? (index, index)
        lines.append(CellText(cells: cells[start..<cut.end]))
        (start, index, width, place) = (cut.next, cut.next, 0, nil)
        continue
      }
      width += cell.columns
      index += 1
    }
    if start < cells.count { lines.append(CellText(cells: cells[start...])) }
    return lines
  }

  private static let ellipsis = Cell(text: "…", columns: 1, isMarked: false, isBlank: false)
}
