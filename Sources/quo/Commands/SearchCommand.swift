import ArgumentParser
import SearchAPI
import Terminal

/// `quo search`
struct SearchCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Print the documents that match, best first.",
    discussion: """
      Examples:
        quo search storm warning              both words, anywhere in a document
        quo search '"storm warning"'          the phrase, in two kinds of quotes
        quo search storm -flood               without the word behind the hyphen
        quo search storm -'"flood warning"'   without the phrase
        quo search 'title:storm'              with the word in the title
        quo search 'light*'                   with a word that begins like this

      \(ExitStatus.help)
      """)

  @OptionGroup var query: QueryOptions

  @Option(
    name: [.customShort("n"), .long],
    help: ArgumentHelp(
      """
      How many documents to print at most. (default: 10; 1000 for trec; all that can be, 10000, for jsonl, vimgrep and \
      kwic and with -l and -c; 100 with --as-you-type)
      """, valueName: "count"))
  var limit: Int?

  @Option(
    name: .customLong("offset"),
    help: ArgumentHelp("How many documents to pass over first. (default: 0)", valueName: "count"))
  private var offsetOption: Int?

  @Option(
    name: [.customShort("C"), .long],
    help: ArgumentHelp(
      """
      How many characters of text to print on either side of a match (default: 60). For people, each match is printed \
      with them then, instead of snippets.
      """, valueName: "count"))
  var context: Int?

  @Option(help: ArgumentHelp("How many pieces of its text to print of each document. (default: 3)", valueName: "count"))
  var snippets: Int?

  @Option(
    help: ArgumentHelp(
      "How many matches to print of each document. (default: 10; as many as can be in jsonl, vimgrep and kwic)",
      valueName: "count"))
  var matches: Int?

  @Flag(
    help: """
      Leave out documents whose text is a reprint of a better one's, and say of that how many reprints it has in the index.
      """)
  var collapse = false

  @Flag(name: [.customShort("l"), .long], help: "Print the files that match, nothing else.")
  var filesWithMatches = false

  @Flag(name: .shortAndLong, help: "Print the files that match, with the number of their matches.")
  var count = false

  @Flag(
    name: [.customShort("0"), .long],
    help: "End paths with NUL instead of a line feed or colon, with -l, -c and --format vimgrep.")
  var null = false

  @Flag(name: .shortAndLong, help: "Print nothing; the exit status says whether something was found.")
  var quiet = false

  @Option(
    help: ArgumentHelp(
      """
      How to print: human; json, the daemon's answer; jsonl, events; vimgrep, path:line:column:text; kwic, matches \
      aligned; trec, a run.
      """, valueName: "format"))
  var format = SearchFormat.human

  @Option(help: ArgumentHelp("The query's id, with --format trec. (default: 1)", valueName: "id"))
  var qid: String?

  @Option(help: ArgumentHelp("The run's name, with --format trec. (default: quo)", valueName: "name"))
  var tag: String?

  @Flag(
    help: """
      For programs that search as somebody types: print nothing if the query is not finished, and end with 0 whatever \
      is found.
      """)
  var asYouType = false

  @OptionGroup var display: DisplayOptions

  mutating func validate() throws {
    if let limit { try RequestLimits.limit.check(limit, option: "--limit") }
    try (0...RequestLimits.lastHit - (limit ?? 1)).check(offset, option: "--offset")
    if let context { try RequestLimits.context.check(context, option: "--context") }
    if let snippets { try RequestLimits.snippets.check(snippets, option: "--snippets") }
    if let matches { try RequestLimits.matches.check(matches, option: "--matches") }
    guard [filesWithMatches, count, format != .human].count(where: \.self) < 2 else {
      throw ValidationError("Only one of --files-with-matches, --count and --format can say what to print.")
    }
    guard !null || filesWithMatches || count || format == .vimgrep else {
      throw ValidationError("--null ends paths: it goes with --files-with-matches, --count or --format vimgrep.")
    }
    guard
      ![qid, tag].compactMap(\.self).contains(where: {
        $0.isEmpty || $0.unicodeScalars.contains(where: \.properties.isWhitespace)
      })
    else { throw ValidationError("--qid and --tag are one word each.") }
  }

  private var offset: Int { offsetOption ?? 0 }

  /// What is to be printed.
  private var output: SearchOutput {
    if quiet { return .nothing }
    if filesWithMatches { return .files }
    return count ? .counts : .format(format)
  }

  /// Nobody reads further between two keys.
  private static let typingLimit = 100

  func execute() throws(CommandError) -> ExitStatus {
    do {
      let status = try search()
      return asYouType ? .found : status
    } catch {
      guard asYouType, error.isAboutQuery else { throw error }
      return .found
    }
  }

  private func search() throws(CommandError) -> ExitStatus {
    var daemon = try query.connect(errorForm: errorForm)
    var request = query.searchRequest
    output.prepare(&request, snippets: snippets, matches: matches, context: context)
    request.offset = offset
    request.reprints = collapse ? .collapse : .show
    let defaultLimit = asYouType ? min(output.defaultLimit, Self.typingLimit) : output.defaultLimit
    request.limit = limit ?? min(defaultLimit, RequestLimits.lastHit - offset)
    if output == .format(.json) {
      // One document of JSON is one answer, as it came.
      let json = try daemon.result(of: request, timeoutMilliseconds: query.timeout)
      let answer: SearchAnswer = try DaemonConnection.read(json)
      try StandardStream.output.print(JSONLine.of(json))
      return answer.hits.isEmpty ? .nothingFound : .found
    }
    let answer = try SearchPages(request, pageLength: output.pageLength).fetch(from: &daemon)
    if !asYouType, output != .format(.jsonl) { query.warn(of: answer.warnings, isIncomplete: answer.isIncomplete) }
    if output == .format(.human) { query.noteOnPhrase(command: "search") }
    try print(answer)
    guard answer.hits.isEmpty else { return .found }
    if let total = answer.total, total > 0 {
      let documents = Quantity.count(total, "document matches", "documents match")
      try? StandardStream.error.put("quo: \(documents), none of them behind --offset \(offset)\n")
    } else if output == .format(.human), !asYouType {
      NothingFoundNote(query, command: "search", asking: &daemon).print()
    }
    return .nothingFound
  }

  private var errorForm: DaemonConnection.ErrorForm {
    guard !asYouType else { return .none }
    return switch output {
    case .format(.json): .object
    case .format(.jsonl): .event
    default: .none
    }
  }

  private func print(_ answer: SearchAnswer) throws(CommandError) {
    switch output {
    case .nothing: break
    case .files, .counts:
      let report = FileReport(answer.hits, showsCounts: output == .counts, isNullTerminated: null)
      try StandardStream.output.print(report.bytes)
      warn(ofOmitted: report.omittedCount)
      warn(ofLimit: answer)
    case .format(.human):
      let report = HumanReport(
        answer, offset: offset, excerpts: context == nil ? .snippets : .matches, style: display.style,
        columns: StandardStream.output.terminalSize?.columns)
      try Pager.print(report.text, isAllowed: !display.noPager)
    case .format(.json): preconditionFailure("JSON is printed as it came")
    case .format(.jsonl): try StandardStream.output.print(EventReport(answer).bytes)
    case .format(.vimgrep):
      let report = VimgrepReport(answer.hits, isNullTerminated: null)
      try StandardStream.output.print(report.bytes)
      warn(ofOmitted: report.omittedCount)
    case .format(.kwic):
      let report = KwicReport(
        KwicLine.lines(of: answer.hits), style: display.style, columns: StandardStream.output.terminalSize?.columns)
      try Pager.print(report.text, isAllowed: !display.noPager)
    case .format(.trec):
      try StandardStream.output.print(RunReport(answer.hits, offset: offset, query: qid ?? "1", tag: tag ?? "quo").text)
    }
  }

  private func warn(ofOmitted count: Int) {
    guard count > 0, !asYouType else { return }
    let documents = Quantity.count(count, "document", "documents")
    try? StandardStream.error.put("quo: warning: \(documents) came from no file and cannot be listed\n")
  }

  /// A list that is not whole, though nobody asked for a part of it, says so.
  private func warn(ofLimit answer: SearchAnswer) {
    guard limit == nil, let total = answer.total, answer.mayHaveMore(after: offset) else { return }
    try? StandardStream.error.put(
      "quo: warning: these are \(Quantity.grouped(answer.hits.count)) of \(Quantity.grouped(total)) documents\n")
  }
}
