import SearchAPI
import Terminal

/// The answer of a search for people: a block of lines for each document, and a last line with the total.
///
/// On a terminal, text is wrapped at its width: a line of an article is a paragraph, and what matches may be anywhere in
/// it. Elsewhere each piece of text is one line, for programs that look at lines.
struct HumanReport {
  /// What is shown of the text of a document.
  enum Excerpts {
    /// The pieces that the daemon has chosen.
    case snippets
    /// Every match with the text around it.
    case matches
  }

  /// The least that a line of text has, however narrow the terminal is.
  private static let leastColumns = 12
  /// Titles longer than this are not searched for what matches in them.
  private static let longestMarkedTitle = 1_000

  private let answer: SearchAnswer
  private let offset: Int
  private let excerpts: Excerpts
  private let style: Style
  private let columns: Int?

  /// Makes a report.
  ///
  /// - Parameters:
  ///   - answer: what the daemon said.
  ///   - offset: how many documents were passed over.
  ///   - excerpts: what is shown of the text.
  ///   - style: the look.
  ///   - columns: the width of the terminal; nil to wrap nothing.
  init(_ answer: SearchAnswer, offset: Int, excerpts: Excerpts, style: Style, columns: Int?) {
    self.answer = answer
    self.offset = offset
    self.excerpts = excerpts
    self.style = style
    self.columns = columns
  }

  /// The lines, each with its line feed; nothing where nothing was found.
  var text: String {
    guard !answer.hits.isEmpty else { return "" }
    let paths = PathShortener()
    let blocks = answer.hits.map { hit in
      lines(of: hit, from: HitSource(hit, paths: paths)).map { $0 + "\n" }.joined() + "\n"
    }
    return blocks.joined() + summary + "\n"
  }

  private var summary: String {
    let time = style.aside("(\(Quantity.milliseconds(answer.tookMilliseconds)))")
    let shown = answer.hits.count
    guard let total = answer.total, answer.totalRelation != .none else {
      return "\(Quantity.count(shown, "document", "documents")) shown \(time)"
    }
    var documents =
      (answer.totalRelation == .atLeast ? "at least " : "") + Quantity.count(total, "document", "documents")
    if let collapsed = answer.collapsed, collapsed > 0 {
      documents += ", " + Quantity.count(collapsed, "reprint", "reprints") + " left out"
    }
    if offset > 0 {
      return "\(Quantity.grouped(offset + 1)) to \(Quantity.grouped(offset + shown)) of \(documents) \(time)"
    }
    return shown < total ? "\(Quantity.grouped(shown)) of \(documents) \(time)" : "\(documents) \(time)"
  }

  // MARK: A document

  private func lines(of hit: SearchHit, from source: HitSource) -> [String] {
    let title = CellText(hit.title ?? "", marking: titleMatches(of: hit))
    let date = hit.date.map(TerminalText.line) ?? ""
    var details = [style.aside(date)]
    if let count = hit.matchCount, count > 1 {
      details.append(style.aside(Quantity.count(count, "match", "matches")))
    }
    if let count = hit.reprintCount, count > 0 {
      details.append(style.aside("(+\(Quantity.count(count, "reprint", "reprints")))"))
    }
    if hit.isStale { details.append(style.caution("changed since it was indexed")) }
    details.removeAll(where: \.isEmpty)
    var lines: [String]
    if title.cells.isEmpty {
      lines = [style.title(style.place(source.label, file: source.file))]
    } else {
      lines = wrapped(title, indent: 0).map { $0.rendered(mark: style.match, plain: style.title) }
      details.insert(style.place(source.label, file: source.file), at: 0)
    }
    if !details.isEmpty { lines.append("  " + details.joined(separator: "  ")) }
    return lines + excerptLines(of: hit)
  }

  private func excerptLines(of hit: SearchHit) -> [String] {
    let texts = texts(of: hit).filter { !$0.text.cells.isEmpty }
    let gutter = texts.map { $0.position?.utf8.count ?? 0 }.max() ?? 0
    let indent = gutter > 0 ? gutter + 4 : 2
    return texts.flatMap { position, text in
      let position = position ?? ""
      let padding = String(repeating: " ", count: gutter - position.utf8.count)
      let first = gutter > 0 ? "  \(padding)\(style.position(position))  " : "  "
      return wrapped(text, indent: indent).enumerated().map { index, line in
        (index == 0 ? first : String(repeating: " ", count: indent)) + line.rendered(mark: style.match)
      }
    }
  }

  private func texts(of hit: SearchHit) -> [(position: String?, text: CellText)] {
    switch excerpts {
    case .snippets:
      hit.snippets.map { snippet in
        (LinePosition(snippet.place, in: hit)?.description, CellText(snippet.text, marking: snippet.highlights))
      }
    case .matches:
      hit.matches.map { match in
        (LinePosition(match.place?.start, in: hit)?.description, CellText(match))
      }
    }
  }

  private func wrapped(_ text: CellText, indent: Int) -> [CellText] {
    guard let columns else { return [text] }
    return text.wrapped(columns: max(columns - indent, Self.leastColumns))
  }

  /// What matches in the title, which the daemon tells by the text around it.
  private func titleMatches(of hit: SearchHit) -> [Range<Int>] {
    guard let title = hit.title, title.utf8.count <= Self.longestMarkedTitle else { return [] }
    let bytes = Array(title.utf8)
    var ranges: [Range<Int>] = []
    for match in hit.matches where match.field == .title && !match.text.isEmpty {
      let (left, text) = (Array(match.left.utf8), Array(match.text.utf8))
      guard let start = bytes.firstRange(of: left + text)?.lowerBound else { continue }
      let range = start + left.count..<start + left.count + text.count
      if range.lowerBound >= ranges.last?.upperBound ?? 0 { ranges.append(range) }
    }
    return ranges
  }
}
