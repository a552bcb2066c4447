import ArgumentParser
import SearchAPI

/// `quo`
struct RootCommand: QuoCommandGroup {
  static let configuration = CommandConfiguration(
    commandName: "quo",
    abstract: "Ask a Quo daemon for words and phrases, and give it files to index.",
    discussion: ExitStatus.help,
    version: "quo \(QuoVersion.current)",
    subcommands: [
      SearchCommand.self, KwicCommand.self, CountCommand.self, ShowCommand.self, ReprintsCommand.self,
      IndexCommand.self, RemoveCommand.self,
      RefreshCommand.self, RootsCommand.self, CompactCommand.self, BackupCommand.self, CheckCommand.self,
      StatusCommand.self, DaemonCommand.self,
    ])
}
