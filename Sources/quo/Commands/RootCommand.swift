import ArgumentParser
import SearchAPI

/// `quo`
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quo",
    abstract: "Ask a Quo daemon for words and phrases.",
    discussion: ExitStatus.help,
    version: "quo \(QuoVersion.current)",
    subcommands: [SearchCommand.self, CountCommand.self, StatusCommand.self])
}
