import ArgumentParser
import SearchAPI
import Terminal

/// What `search` and `count` take: the query and how to understand it.
struct QueryOptions: ParsableArguments {
  @Argument(
    help: "The query; several arguments are joined by spaces. Put -- before one that begins with two hyphens.",
    transform: ExclusionMark.removed)
  var query: [String]

  @Flag(help: "Find documents with any of the words instead of all of them.")
  var any = false

  @Flag(help: "Refuse a query that is not well-formed, instead of taking the rest as words.")
  var strict = false

  @Option(help: ArgumentHelp("How long the daemon may search, in milliseconds.", valueName: "ms"))
  var timeout = RequestLimits.defaultTimeoutMilliseconds

  @Option(
    help: ArgumentHelp("The index to ask, where the daemon serves several.", valueName: "name"),
    transform: ExclusionMark.removed)
  var index: String?

  mutating func validate() throws {
    try RequestLimits.timeoutMilliseconds.check(timeout, option: "--timeout")
  }

  /// The query as one text.
  var text: String { query.joined(separator: " ") }

  /// What holds between two bare words.
  var defaultOperator: DefaultOperator { any ? .or : .and }

  /// Tells about a query that was not taken as it may have been meant.
  func warn(_ warnings: [QueryWarning]) {
    var text = ""
    for warning in warnings {
      text += "quo: warning: \(TerminalText.literal(warning.message))\n"
      // The numbers are the daemon's: they need not make a range.
      let range = min(warning.start, warning.end)..<max(warning.start, warning.end)
      text += QueryExcerpt(self.text, marking: range)?.lines.map { $0 + "\n" }.joined() ?? ""
    }
    // A warning that cannot be shown is no reason to fail.
    try? StandardStream.error.put(text)
  }

  /// Tells a person at a terminal how to write a phrase, where the query may be meant as one.
  func noteOnPhrase(command: String) {
    guard StandardStream.error.isTerminal, let note = PhraseNote(arguments: query, command: command) else { return }
    try? StandardStream.error.put(note.line + "\n")
  }
}
