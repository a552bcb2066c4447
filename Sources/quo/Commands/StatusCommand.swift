import ArgumentParser
import SearchAPI

/// `quo status`
struct StatusCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Print how the daemon and its indexes do.",
    discussion: "The exit status is 0 if the daemon answers, 2 after an error, and 3 if no daemon answers.")

  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    let (answer, json) = try connection.ask(StatusRequest())
    try connection.print(json) { StatusReport(answer).text }
    return .found
  }
}
