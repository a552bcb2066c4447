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
    ]
  }
}
