import ArgumentParser
import SearchAPI

/// `quo`
struct RootCommand: QuoCommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "quo",
    abstract: "Ask a Quo daemon for words and phrases.",
    discussion: ExitStatus.help,
    version: "quo \(QuoVersion.current)",
    subcommands: [
      SearchCommand.self, KwicCommand.self, CountCommand.self, ShowCommand.self, StatusCommand.self,
      DaemonCommand.self,
    ])
}
