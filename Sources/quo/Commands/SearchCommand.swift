import ArgumentParser
import SearchAPI

/// `quo search`
struct SearchCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Print the documents that match, best first.")

  @OptionGroup var query: QueryOptions

  @Option(
    name: [.customShort("n"), .long], help: ArgumentHelp("How many documents to print at most.", valueName: "count"))
  var limit = 10

  @Option(help: ArgumentHelp("How many documents to pass over first.", valueName: "count"))
  var offset = 0

  @Flag(help: "Leave out the piece of each document's text.")
  var noSnippet = false

  @Option(help: ArgumentHelp("When to use colors.", valueName: "when"))
  var color = ColorMode.auto

  @OptionGroup var connection: ConnectionOptions

  mutating func validate() throws {
    try RequestLimits.limit.check(limit, option: "--limit")
    try (0...RequestLimits.lastHit - limit).check(offset, option: "--offset")
  }

  func execute() throws(CommandError) -> ExitStatus {
    var request = SearchRequest(query: query.text)
    request.index = query.index
    request.defaultOperator = query.defaultOperator
    request.limit = limit
    request.offset = offset
    request.wantsSnippets = !noSnippet
    request.isStrict = query.strict
    request.timeoutMilliseconds = query.timeout
    let (answer, json) = try connection.ask(request, query: query.text, timeoutMilliseconds: query.timeout)
    if connection.format == .human {
      query.warn(answer.warnings, isIncomplete: answer.isIncomplete)
    }
    try connection.print(json) { SearchReport(answer, style: Style(color)).text }
    return answer.hits.isEmpty ? .nothingFound : .found
  }
}
