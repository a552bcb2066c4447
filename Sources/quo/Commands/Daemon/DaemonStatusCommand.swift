import ArgumentParser
import Terminal

/// `quo daemon status`
struct DaemonStatusCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Print on one line whether the daemon runs, and what it serves.",
    discussion: "The exit status is 0 if it runs, 2 after an error, and 3 if no daemon answers.")

  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    let daemon = try DaemonControl(at: connection.socket)
    guard let status = try daemon.status() else { throw daemon.notRunning }
    try StandardStream.output.print(DaemonReport.line(of: status, at: daemon.socket))
    return .found
  }
}
