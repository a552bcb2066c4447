import SearchAPI
import Terminal

/// A document for people at a terminal: its title, where it is from, and its text.
struct DocumentReport {
  /// The lines, each with its line feed.
  let text: String

  init(_ document: StoredDocument, style: Style) {
    var lines: [String] = []
    if let title = document.title { lines.append(style.title(TerminalText.line(title))) }
    var details: [String] = []
    if let path = document.path {
      details.append(
        style.place(TerminalText.literal(path: PathShortener().shortened(path.bytes)), file: path.bytes))
    }
    if document.id.map({ Array($0.utf8) }) != document.path?.bytes, let id = document.id {
      details.append(style.aside(TerminalText.line(id)))
    }
    details += [document.date, document.language, document.url].compactMap {
      $0.map { style.aside(TerminalText.line($0)) }
    }
    if !details.isEmpty { lines.append(details.joined(separator: "  ")) }
    if !lines.isEmpty { lines.append("") }
    // Line ends stay, and so do tabs; a carriage return would write over its line.
    var line = ""
    var isAfterReturn = false
    for scalar in (document.text ?? "").unicodeScalars {
      switch scalar {
      case "\n" where isAfterReturn: break
      case "\r", "\n":
        lines.append(line)
        line = ""
      case "\t": line += "\t"
      default: line += TerminalText.literal(String(scalar))
      }
      isAfterReturn = scalar == "\r"
    }
    if !line.isEmpty { lines.append(line) }
    text = lines.map { $0 + "\n" }.joined()
  }
}
