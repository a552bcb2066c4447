import ArgumentParser
import SearchAPI
import Terminal

/// `quo daemon start`
struct DaemonStartCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Start the daemon, if none runs.",
    discussion: """
      The daemon is `quod` from beside quo, or else from $PATH. It goes on when the terminal is closed; what it has to say \
      is in quod.log in $XDG_STATE_HOME/quo, or in ~/.local/state/quo.

      The exit status is 0 if the daemon answers, 2 after an error, and 3 if it does not answer within two seconds.
      """)

  @OptionGroup var served: ServedIndexOptions
  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    let daemon = try DaemonControl(at: connection.socket)
    if let status = try daemon.status() {
      try daemon.checkServes(served.absolute, status)
      try StandardStream.output.print("quod is already running, process \(status.processID)\n")
      return .found
    }
    try StandardStream.output.print(DaemonReport.started(try daemon.start(served.absolute), at: daemon.socket))
    return .found
  }
}
