import ArgumentParser

/// `quo daemon`
struct DaemonCommand: QuoCommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "daemon",
    abstract: "Start, stop and restart the daemon, or tell whether it runs.",
    subcommands: [
      DaemonStartCommand.self, DaemonStopCommand.self, DaemonRestartCommand.self, DaemonStatusCommand.self,
    ])
}
