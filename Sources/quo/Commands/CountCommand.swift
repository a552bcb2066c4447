import ArgumentParser
import SearchAPI

/// `quo count`
struct CountCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "count", abstract: "Print the number of documents that match.")

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
      query.warn(answer.warnings, isIncomplete: answer.isIncomplete)
    }
    try connection.print(json) { "\(answer.count)\n" }
    return answer.count == 0 ? .nothingFound : .found
  }
}
