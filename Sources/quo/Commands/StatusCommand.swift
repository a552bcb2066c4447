import ArgumentParser
import SearchAPI

/// `quo status`
struct StatusCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Print how the daemon and its indexes do.",
    discussion: "The exit status is 0 if the daemon answers, 2 after an error, and 3 if no daemon answers.")

  @Flag(help: "List what the builds of the indexes could not take in, and why.")
  var skipped = false

  @Option(help: AnswerFormat.help) var format = AnswerFormat.human
  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    var daemon = try DaemonConnection(at: connection.socket, errorForm: format.errorForm)
    let json = try daemon.result(of: StatusRequest(wantsSkipped: skipped))
    let answer: StatusAnswer = try DaemonConnection.read(json)
    try format.print(json) { StatusReport(answer).text }
    return .found
  }
}
