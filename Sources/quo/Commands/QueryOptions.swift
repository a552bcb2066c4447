import ArgumentParser
import SearchAPI
import Terminal

/// What all commands take that look for something: the query, how to understand it, and whom to ask.
///
/// Parsing looks at each type of option anew, which is most of the time that the client takes: options of one type are
/// cheaper than options of several, and so are fewer groups.
struct QueryOptions: ParsableArguments {
  @Argument(
    help: "The query; several arguments are joined by spaces. Put -- before one that begins with two hyphens.",
    transform: ExclusionMark.removed)
  var query: [String]

  @Flag(help: "Find documents with any of the words instead of all of them.")
  var any = false

  @Option(
    help: ArgumentHelp("Look at one field only. (values: title)", valueName: "field"),
    completion: .list(SearchField.allCases.map(\.rawValue)))
  var field: String?

  @Option(
    help: ArgumentHelp("Find all forms of a word, by the rules of a language such as english.", valueName: "language"))
  var stem: String?

  @Flag(help: "Refuse a query that is not well-formed, instead of taking the rest as words.")
  var strict = false

  @Option(
    name: .customLong("timeout"),
    help: ArgumentHelp(
      "How long the daemon may search, in milliseconds. (default: \(RequestLimits.defaultTimeoutMilliseconds))",
      valueName: "ms"))
  private var timeoutOption: Int?

  @Option(
    help: ArgumentHelp("The index to ask, where the daemon serves several.", valueName: "name"),
    transform: ExclusionMark.removed)
  var index: String?

  @Option(help: SocketOption.help, completion: .file(), transform: ExclusionMark.removed)
  var socket: String?

  mutating func validate() throws {
    try RequestLimits.timeoutMilliseconds.check(timeout, option: "--timeout")
    guard field == nil || searchField != nil else {
      let names = SearchField.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--field must be one of: \(names).")
    }
  }

  /// How long the daemon may search, in milliseconds.
  var timeout: Int { timeoutOption ?? RequestLimits.defaultTimeoutMilliseconds }

  /// The one field to look at; nil for all.
  var searchField: SearchField? { field.flatMap(SearchField.init(rawValue:)) }

  /// Connects to the daemon that is to be asked.
  func connect(errorForm: DaemonConnection.ErrorForm = .none) throws(CommandError) -> DaemonConnection {
    try DaemonConnection(at: socket, query: text, errorForm: errorForm)
  }

  /// The query as one text.
  var text: String { query.joined(separator: " ") }

  /// What holds between two bare words.
  var defaultOperator: DefaultOperator { any ? .or : .and }

  /// A search for it.
  var searchRequest: SearchRequest {
    var request = SearchRequest(query: text)
    request.index = index
    request.defaultOperator = defaultOperator
    request.field = searchField
    request.stem = stem
    request.isStrict = strict
    request.timeoutMilliseconds = timeout
    return request
  }

  /// A count of what it finds.
  var countRequest: CountRequest {
    var request = CountRequest(query: text)
    request.index = index
    request.defaultOperator = defaultOperator
    request.field = searchField
    request.stem = stem
    request.isStrict = strict
    request.timeoutMilliseconds = timeout
    return request
  }
}

extension QueryOptions {
  /// Tells about a query that was not taken as it may have been meant, and about a search that came to no end.
  func warn(of warnings: [QueryWarning], isIncomplete: Bool = false) {
    var text = ""
    for warning in warnings {
      text += "quo: warning: \(TerminalText.literal(warning.message))\n"
      // The numbers are the daemon's: they need not make a range.
      let range = min(warning.start, warning.end)..<max(warning.start, warning.end)
      text += QueryExcerpt(self.text, marking: range)?.lines.map { $0 + "\n" }.joined() ?? ""
    }
    if isIncomplete {
      text += "quo: warning: the search was stopped after \(timeout) ms and did not see every document\n"
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
