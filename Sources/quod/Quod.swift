import ArgumentParser
import SearchAPI

/// The engine: builds indexes, serves them, and looks after them.
struct Quod: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quod",
    abstract: "Builds and serves indexes for phrase search.",
    discussion: """
      Build an index of a folder, serve it, and ask it with quo:

        quod build --index ~/articles.quo ~/articles
        quod serve --index ~/articles.quo &
        quo search '"prime minister"'
      """,
    version: "quod \(QuoVersion.current)",
    subcommands: [
      BuildCommand.self, ServeCommand.self, CheckCommand.self, CompactCommand.self, BackupCommand.self,
      StatsCommand.self, GameBuild.self, Game.self, GameUpdate.self,
    ])
}
