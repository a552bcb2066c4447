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
  @Option(help: AnswerFormat.help) var format = AnswerFormat.human

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try query.connect(errorForm: format.errorForm)
    let json = try daemon.result(of: query.countRequest, timeoutMilliseconds: query.timeout)
    let answer: CountAnswer = try DaemonConnection.read(json)
    if format == .human {
      query.warn(of: answer.warnings)
      query.noteOnPhrase(command: "count")
    }
    try format.print(json) { "\(answer.count)\n" }
    if answer.isIncomplete {
      throw CommandError("the deadline passed; at least \(answer.count)")
    }
    return answer.count == 0 ? .nothingFound : .found
  }
}
