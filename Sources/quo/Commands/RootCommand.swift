import ArgumentParser
import SearchAPI

/// `quo`
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quo",
    abstract: "Ask a Quo daemon for words and phrases.",
    discussion: """
      The exit status is 0 if something was found, 1 if nothing was, 2 after an error, \
      and 3 if no daemon answers.
      """,
    version: "quo \(QuoVersion.current)",
    subcommands: [SearchCommand.self, CountCommand.self, StatusCommand.self])
}
