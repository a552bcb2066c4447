import SearchAPI
import Terminal

/// The folders and files that an index follows, for people: one a line.
struct RootsReport {
  /// The lines, without line feeds.
  let lines: [String]

  init(_ roots: [IndexRoot], style: Style) {
    let rows = roots.map { (state: TerminalText.line($0.state), files: Quantity.count($0.files, "file", "files")) }
    let stateWidth = rows.map(\.state.count).max() ?? 0
    let filesWidth = rows.map(\.files.count).max() ?? 0
    lines = zip(roots, rows).flatMap { root, row in
      let isAtRisk = root.state == "missing"
      let state = row.state + Self.spaces(stateWidth - row.state.count)
      let path = TerminalText.literal(path: root.path.bytes)
      let line = [
        isAtRisk ? style.caution(state) : state, Self.spaces(filesWidth - row.files.count) + row.files,
        style.place(path, file: isAtRisk ? nil : root.path.bytes),
      ].joined(separator: "  ")
      let reason = root.reason.map { reason in
        let text = TerminalText.line(reason)
        return "  " + (isAtRisk ? style.caution(text) : style.aside(text))
      }
      let excluded = root.excluded.map { style.aside("  without \(TerminalText.literal(path: $0.bytes))") }
      return [line] + [reason].compactMap(\.self) + excluded
    }
  }

  private static func spaces(_ count: Int) -> String { String(repeating: " ", count: max(count, 0)) }
}
