import SearchAPI
import Terminal

/// The answer of `status` for people.
struct StatusReport {
  private let answer: StatusAnswer

  init(_ answer: StatusAnswer) {
    self.answer = answer
  }

  /// The lines, each with its line feed.
  var text: String {
    let version = TerminalText.literal(answer.version)
    let server = [
      "quod \(version), process \(answer.processID), running for \(Quantity.duration(answer.uptimeSeconds))",
      Quantity.count(answer.connections, "connection", "connections") + ", "
        + Quantity.count(answer.requests, "request", "requests") + " answered",
    ]
    return (server + answer.indexes.flatMap(Self.lines) + answer.problems.flatMap(Self.lines)).map { $0 + "\n" }
      .joined()
  }

  private static func lines(of problem: IndexProblem) -> [String] {
    ["", "\(TerminalText.literal(problem.name)): cannot be read: \(TerminalText.literal(problem.message))"]
  }

  private static func lines(of index: IndexStatus) -> [String] {
    var contents = [Quantity.count(index.documents, "document", "documents")]
    if let terms = index.terms {
      contents.append(Quantity.count(terms, "term", "terms"))
    }
    contents.append(Quantity.count(index.segments, "segment", "segments"))
    contents.append(Quantity.bytes(index.bytes))
    return [
      "",
      "\(TerminalText.literal(index.name)): \(TerminalText.literal(path: index.path.bytes))",
      "  " + contents.joined(separator: ", "),
      "  epoch \(index.epoch), format \(index.format), analyzer \(TerminalText.literal(index.analyzer))",
    ] + (index.skipped.map(lines) ?? [])
  }

  private static func lines(of skipped: SkippedSources) -> [String] {
    let items = skipped.items.map { item in
      var place = TerminalText.literal(path: item.path.bytes)
      for number in [item.line, item.column].compactMap({ $0 }) { place += ":\(number)" }
      let reasons = [item.reason, item.detail].compactMap { $0.map(TerminalText.line) }
      return "    \(place): \(reasons.joined(separator: ": "))"
    }
    let rest = skipped.count - skipped.items.count
    return ["  skipped: \(skipped.count == 0 ? "nothing" : Quantity.grouped(skipped.count))"] + items
      + (rest > 0 ? ["    and \(Quantity.grouped(rest)) more"] : [])
  }
}
