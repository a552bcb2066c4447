import ArgumentParser
import SearchAPI
import Terminal

/// `quo daemon stop`
struct DaemonStopCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "Stop the daemon, if one runs.",
    discussion: """
      Queries that it works on are answered before. The exit status is 0 if no daemon runs any more, and 2 after an error.
      """)

  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    let daemon = try DaemonControl(at: connection.socket)
    guard let status = try daemon.status() else {
      try StandardStream.output.print("no daemon is running\n")
      return .found
    }
    try daemon.stop(status)
    try StandardStream.output.print("quod stopped, process \(status.processID)\n")
    return .found
  }
}
