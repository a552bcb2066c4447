import ArgumentParser
import Platform
import SearchAPI
import Terminal

/// `quo daemon restart`
struct DaemonRestartCommand: QuoCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart",
    abstract: "Stop the daemon, if one runs, and start it again.",
    discussion: """
      Without --index it serves the same indexes as before. The exit status is that of start.
      """)

  @OptionGroup var served: ServedIndexOptions
  @OptionGroup var connection: ConnectionOptions

  func execute() throws(CommandError) -> ExitStatus {
    let daemon = try DaemonControl(at: connection.socket)
    var indexes = served.absolute
    // What runs is not given up for what cannot run.
    for index in indexes where (try? FileStatus(path: index.directory + Array("/data.mdb".utf8))) == nil {
      let directory = TerminalText.literal(path: index.directory)
      throw CommandError("there is no index in \(directory); nothing was stopped")
    }
    if let status = try daemon.status() {
      if indexes.isEmpty {
        guard status.problems.isEmpty else {
          throw CommandError(
            "the daemon cannot read the index \(status.problems[0].name), and does not tell where it is",
            remedy: ["Name all indexes with --index."])
        }
        indexes = status.indexes.map { ServedIndexArgument(name: $0.name, directory: $0.path.bytes) }
      }
      try daemon.stop(status)
    }
    try StandardStream.output.print(DaemonReport.started(try daemon.start(indexes), at: daemon.socket))
    return .found
  }
}
