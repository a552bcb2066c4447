import SearchAPI
import Terminal

/// The answer of a search for people: a block of lines for each document, and a last line with the total.
struct SearchReport {
  private let answer: SearchAnswer
  private let style: Style

  init(_ answer: SearchAnswer, style: Style) {
    self.answer = answer
    self.style = style
  }

  /// The lines, each with its line feed.
  var text: String {
    blocks + summary + "\n"
  }

  private var blocks: String {
    guard !answer.hits.isEmpty else { return "" }
    let paths = PathShortener()
    return answer.hits.map { lines(of: $0, paths: paths).map { $0 + "\n" }.joined() + "\n" }.joined()
  }

  private var summary: String {
    let time = style.aside("(\(Quantity.milliseconds(answer.tookMilliseconds)))")
    switch (answer.total, answer.totalRelation) {
    case (let total?, .equal): return "\(Quantity.count(total, "match", "matches")) \(time)"
    case (let total?, .atLeast): return "at least \(Quantity.count(total, "match", "matches")) \(time)"
    case (_, .none), (nil, _): return "\(Quantity.count(answer.hits.count, "match", "matches")) shown \(time)"
    }
  }

  private func lines(of hit: SearchHit, paths: PathShortener) -> [String] {
    let place = Self.place(of: hit, paths: paths)
    let title = hit.title.map(TerminalText.line) ?? ""
    var lines = [style.title(title.isEmpty ? place : title)]
    let date = hit.date.map(TerminalText.line) ?? ""
    let details = [title.isEmpty ? "" : style.place(place), style.aside(date)].filter { !$0.isEmpty }
    if !details.isEmpty {
      lines.append("  " + details.joined(separator: "  "))
    }
    if let snippet = hit.snippets.first.map({ TerminalText.line($0.text) }), !snippet.isEmpty {
      lines.append("  " + snippet)
    }
    return lines
  }

  /// The file, with the id behind `#` where the file holds many documents; else the address or the id.
  private static func place(of hit: SearchHit, paths: PathShortener) -> String {
    let id = hit.id.map(TerminalText.literal)
    // A hyphen stands for the standard input of the program that built the index.
    if let path = hit.path, path != DocumentPath("-"), !path.bytes.isEmpty {
      let shown = TerminalText.literal(path: paths.shortened(path.bytes))
      // The id of a file that is one document is its path.
      guard let id, id != TerminalText.literal(path: path.bytes) else { return shown }
      return "\(shown)#\(id)"
    }
    return hit.url.map(TerminalText.literal) ?? id ?? "document \(hit.ordinal)"
  }
}
