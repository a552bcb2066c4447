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
    request.snippets = noSnippet ? 0 : 1
    request.matches = 0
    request.isStrict = query.strict
    request.timeoutMilliseconds = query.timeout
    let (answer, json) = try connection.ask(request, query: query.text, timeoutMilliseconds: query.timeout)
    if connection.format == .human {
      query.warn(answer.warnings)
      if answer.isIncomplete {
        try? StandardStream.error.put(
          "quo: warning: the search was stopped after \(query.timeout) ms and did not see every document\n")
      }
      query.noteOnPhrase(command: "search")
    }
    try connection.print(json) { SearchReport(answer, style: Style(color)).text }
    return answer.hits.isEmpty ? .nothingFound : .found
  }
}
