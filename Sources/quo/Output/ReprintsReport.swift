import SearchAPI
import Terminal

/// The reprints of a document for people: a title and a line for each, and a last line with the total.
struct ReprintsReport {
  private let answer: DocumentReprints
  private let style: Style

  init(_ answer: DocumentReprints, style: Style) {
    self.answer = answer
    self.style = style
  }

  /// The lines, each with its line feed; nothing where there are none.
  var text: String {
    guard answer.total > 0 else { return "" }
    let paths = PathShortener()
    return (answer.reprints.flatMap { lines(of: $0, paths: paths) } + [summary]).map { $0 + "\n" }.joined()
  }

  private var summary: String {
    let time = style.aside("(\(Quantity.milliseconds(answer.tookMilliseconds)))")
    let total = (answer.isIncomplete ? "at least " : "") + Quantity.count(answer.total, "reprint", "reprints")
    let shown = answer.reprints.count
    return shown < answer.total ? "\(Quantity.grouped(shown)) of \(total) \(time)" : "\(total) \(time)"
  }

  private func lines(of reprint: DocumentReprint, paths: PathShortener) -> [String] {
    var hit = SearchHit(ordinal: reprint.ordinal, score: 0)
    (hit.id, hit.path, hit.url) = (reprint.id, reprint.path, reprint.url)
    let source = HitSource(hit, paths: paths)
    let title = reprint.title.map { style.title(TerminalText.line($0)) }
    let alike = reprint.isExact ? "the same words" : "\(Int((reprint.resemblance * 100).rounded())) % alike"
    let details = [
      style.place(source.label, file: source.file), style.aside(reprint.date.map(TerminalText.line) ?? ""),
      style.aside(alike),
    ].filter { !$0.isEmpty }
    return [title].compactMap(\.self) + ["  " + details.joined(separator: "  "), ""]
  }
}
