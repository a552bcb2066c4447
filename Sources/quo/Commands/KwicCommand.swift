import ArgumentParser
import SearchAPI
import Terminal

/// `quo kwic`
struct KwicCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "kwic",
    abstract: "Print every match on a line of its own, with the text around it.",
    discussion: """
      Keyword in context: what matches stands in one column, so that the eye can run over it. --sort right brings \
      together how the text goes on, --sort left what leads to it.

        quo kwic '"climate talks"' --sort right

      Lines are sorted before they are cut to --limit. Of the best 10,000 documents the first 10,000 matches are looked at.

      \(ExitStatus.help)
      """)

  @OptionGroup var query: QueryOptions

  @Option(help: ArgumentHelp("The order of the lines: score, file, left or right.", valueName: "order"))
  var sort = KwicOrder.score

  @Option(
    name: [.customShort("n"), .customLong("limit")],
    help: ArgumentHelp("How many matches to print at most. (default: \(Self.defaultLimit))", valueName: "count"))
  private var limitOption: Int?

  @Option(
    name: [.customShort("C"), .customLong("context")],
    help: ArgumentHelp(
      "How many characters of text to print on either side, where there is room. (default: 60)", valueName: "count"))
  private var contextOption: Int?

  @Flag(help: "Leave out documents whose text is a reprint of a better one's.")
  var collapse = false

  @OptionGroup var display: DisplayOptions
  /// How many matches are printed where nobody says.
  private static let defaultLimit = 100
  /// How many matches are looked at.
  private static let greatestCount = 10_000

  mutating func validate() throws {
    try (1...Self.greatestCount).check(limit, option: "--limit")
    try RequestLimits.context.check(context, option: "--context")
  }

  private var limit: Int { limitOption ?? Self.defaultLimit }
  private var context: Int { contextOption ?? RequestLimits.defaultContext }

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try query.connect()
    var lines = try lines(from: &daemon)
    query.noteOnPhrase(command: "kwic")
    guard !lines.isEmpty else {
      NothingFoundNote(query, command: "kwic", asking: &daemon).print()
      return .nothingFound
    }
    sort.sort(&lines)
    let report = KwicReport(
      Array(lines.prefix(limit)), style: display.style, columns: StandardStream.output.terminalSize?.columns)
    try Pager.print(report.text, isAllowed: !display.noPager)
    return .found
  }

  /// The matches of the best documents: as many as are printed, or as can be sorted.
  private func lines(from daemon: inout DaemonConnection) throws(CommandError) -> [KwicLine] {
    let wanted = sort == .score ? limit : Self.greatestCount
    var request = query.searchRequest
    request.snippets = 0
    request.reprints = collapse ? .collapse : .show
    request.context = context
    request.matches = min(wanted, SearchOutput.allMatches(context: context))
    var lines: [KwicLine] = []
    var isFirst = true
    while lines.count < wanted, request.offset < RequestLimits.lastHit {
      request.limit = min(SearchOutput.format(.kwic).pageLength, RequestLimits.lastHit - request.offset)
      let answer = try daemon.answer(to: request, timeoutMilliseconds: query.timeout)
      if isFirst || answer.isIncomplete { query.warn(of: answer.warnings, isIncomplete: answer.isIncomplete) }
      isFirst = false
      lines += KwicLine.lines(of: answer.hits)
      guard answer.mayHaveMore(after: request.offset) else { break }
      request.offset += answer.hits.count
    }
    return Array(lines.prefix(wanted))
  }
}
