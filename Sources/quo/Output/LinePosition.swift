import SearchAPI

/// Where to put the cursor of an editor: a line and a byte in it, both counted from 1.
struct LinePosition: Equatable {
  let line: Int
  let column: Int

  /// The place in the file itself, which for a record of a JSON lines file is its line's beginning; nil where there is no
  /// file or the place is not known.
  init?(_ position: SourcePosition?, in hit: SearchHit) {
    switch hit.space {
    case .file, .content:
      // The numbers are the daemon's, and may be the greatest there are.
      guard let position, position.line < .max, position.column < .max else { return nil }
      (line, column) = (position.line + 1, position.column + 1)
    case .field:
      guard let record = hit.source?.line else { return nil }
      (line, column) = (record, 1)
    case nil: return nil
    }
  }
}

extension LinePosition: CustomStringConvertible {
  /// `12:5`
  var description: String { "\(line):\(column)" }
}
