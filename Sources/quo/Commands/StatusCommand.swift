import ArgumentParser
import SearchAPI

/// `quo status`
struct StatusCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Print how the daemon and its indexes do.")

  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    let (answer, json) = try connection.ask(StatusRequest())
    try connection.print(json) { StatusReport(answer).text }
    return .found
  }
}
