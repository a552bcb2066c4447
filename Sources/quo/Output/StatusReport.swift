import SearchAPI
import Terminal

/// The answer of `status` for people.
struct StatusReport {
  private let answer: StatusAnswer

  private let style: Style

  init(_ answer: StatusAnswer, style: Style = Style(color: .auto, hyperlink: .auto)) {
    self.answer = answer
    self.style = style
  }

  /// The lines, each with its line feed.
  var text: String {
    let version = TerminalText.literal(answer.version)
    let server = [
      "quod \(version), process \(answer.processID), running for \(Quantity.duration(answer.uptimeSeconds))",
      Quantity.count(answer.connections, "connection", "connections") + ", "
        + Quantity.count(answer.requests, "request", "requests") + " answered",
    ]
    return (server + answer.indexes.flatMap(lines) + answer.problems.flatMap(Self.lines)).map { $0 + "\n" }
      .joined()
  }

  private static func lines(of problem: IndexProblem) -> [String] {
    ["", "\(TerminalText.literal(problem.name)): cannot be read: \(TerminalText.literal(problem.message))"]
  }

  private func lines(of index: IndexStatus) -> [String] {
    var contents = [Quantity.count(index.documents, "document", "documents")]
    if index.deletedDocuments > 0 { contents.append("\(Quantity.grouped(index.deletedDocuments)) deleted") }
    if let terms = index.terms {
      contents.append(Quantity.count(terms, "term", "terms"))
    }
    contents.append(Quantity.count(index.segments, "segment", "segments"))
    var size = Quantity.bytes(index.bytes)
    if let live = index.liveBytes, let free = index.freeBytes {
      size += " (\(Quantity.bytes(live)) in use, \(Quantity.bytes(free)) free)"
    }
    contents.append(size)
    return [
      "",
      "\(TerminalText.literal(index.name)): \(TerminalText.literal(path: index.path.bytes))",
      "  " + contents.joined(separator: ", "),
      "  epoch \(index.epoch), format \(index.format), analyzer \(TerminalText.literal(index.analyzer))",
    ] + lines(of: index.updating) + (index.skipped.map(Self.lines) ?? [])
  }

  /// What is going on, what is in the way, and what is followed.
  private func lines(of updating: UpdatingStatus) -> [String] {
    var work: [String] = []
    if updating.isReading { work.append("reading files") }
    if updating.isMerging { work.append("merging segments") }
    if updating.isCopying { work.append("copying the file") }
    if updating.pendingRequests > 0 {
      let requests = Quantity.count(updating.pendingRequests, "change", "changes")
      work.append("\(requests) to be written (\(Quantity.bytes(updating.pendingBytes)))")
    }
    let problems = [
      updating.readOnly.map { "read-only: \($0)" }, updating.obstacle.map { "not written: \($0)" },
      updating.lastError.map { "last error: \($0)" },
    ].compactMap(\.self)
    return (work.isEmpty ? [] : ["  " + work.joined(separator: ", ")])
      + problems.map { "  " + style.caution(TerminalText.line($0)) }
      + RootsReport(updating.roots, style: style).lines.map { "  " + $0 }
  }

  private static func lines(of skipped: SkippedSources) -> [String] {
    let items = skipped.items.map { "    \(SkippedReport.text(of: $0))" }
    let rest = skipped.count - skipped.items.count
    return ["  skipped: \(skipped.count == 0 ? "nothing" : Quantity.grouped(skipped.count))"] + items
      + (rest > 0 ? ["    and \(Quantity.grouped(rest)) more"] : [])
  }
}
