import ArgumentParser
import SearchAPI

/// `quo count`
struct CountCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "count",
    abstract: "Print the number of documents that match.",
    discussion: """
      If the deadline passes before all was searched, the number is what was counted until then: the standard error says \
      so, and the exit status is 2.

      \(ExitStatus.help)
      """)

  @OptionGroup var query: QueryOptions
  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    var request = CountRequest(query: query.text)
    request.index = query.index
    request.defaultOperator = query.defaultOperator
    request.isStrict = query.strict
    request.timeoutMilliseconds = query.timeout
    let (answer, json) = try connection.ask(request, query: query.text, timeoutMilliseconds: query.timeout)
    if connection.format == .human {
      query.warn(answer.warnings)
      query.noteOnPhrase(command: "count")
    }
    try connection.print(json) { "\(answer.count)\n" }
    if answer.isIncomplete {
      throw CommandError("the deadline passed; at least \(answer.count)")
    }
    return answer.count == 0 ? .nothingFound : .found
  }
}
