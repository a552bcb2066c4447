/// Finds the lines and columns of places in a file, in whichever encoding it is.
///
/// Lines end with LF, CR LF or a lone CR; the bytes of a line end belong to the line before. A file is counted through
/// once, up to the last place that is asked for; only the lines with such places are decoded, and those of UTF-8 are not
/// either. A byte-order mark is in no line: it has the position of the character behind it.
package struct SourceLines: Sendable {
  /// What columns are counted in.
  package enum Unit: Sendable, CaseIterable {
    /// Bytes of UTF-8, also where the file is in another encoding.
    case utf8
    /// Units of 16 bits: characters above U+FFFF are two.
    case utf16
    /// Characters.
    case utf32
  }

  /// A place in a text; both numbers begin with 0.
  package struct Position: Equatable, Sendable {
    package let line: Int
    package let column: Int

    /// A place of these numbers.
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  private let bytes: [UInt8]
  private let encoding: TextEncoding
  /// Where the first line begins.
  private let start: Int

  /// The lines of a file.
  package init(file: [UInt8], encoding: TextEncoding) {
    bytes = file
    self.encoding = encoding
    start = encoding.textStart(in: file)
  }

  /// The lines of a text in UTF-8, in which nothing is a byte-order mark.
  package init(text: [UInt8]) {
    bytes = text
    encoding = .utf8
    start = 0
  }

  /// The position of one place; see ``positions(of:in:)``.
  package func position(of offset: Int, in unit: Unit) -> Position {
    var lines = LineEndCounter(encoding, from: start)
    var column = ColumnCounter(encoding, unit, from: start)
    return position(of: offset, &lines, &column)
  }

  /// The positions of several places, in one pass over the file.
  ///
  /// - Parameters:
  ///   - offsets: Bytes of the file, in any order; one that is outside of it is taken as the nearest inside.
  ///   - unit: What columns are counted in. The column is the length of all characters of the line that begin before
  ///     the place.
  /// - Returns: The positions in the order of the offsets.
  package func positions(of offsets: [Int], in unit: Unit) -> [Position] {
    var lines = LineEndCounter(encoding, from: start)
    var column = ColumnCounter(encoding, unit, from: start)
    var positions = [Position](repeating: Position(line: 0, column: 0), count: offsets.count)
    for index in offsets.indices.sorted(by: { offsets[$0] < offsets[$1] }) {
      positions[index] = position(of: offsets[index], &lines, &column)
    }
    return positions
  }

  private func position(of offset: Int, _ lines: inout LineEndCounter, _ column: inout ColumnCounter) -> Position {
    let offset = min(max(offset, start), bytes.count)
    lines.advance(to: offset, in: bytes)
    column.advance(to: offset, from: lines.lineStart, in: bytes)
    return Position(line: lines.count, column: column.count)
  }
}
