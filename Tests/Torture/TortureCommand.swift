import ArgumentParser
import Platform

/// Proves that nothing acknowledged is lost, whatever happens (docs/RELIABILITY.md).
@main
struct TortureCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "torture",
    abstract: "Kills, cuts the power, lets calls fail, fills the disk and damages files, and verifies what is left.",
    subcommands: [
      RunCommand.self, WriterCommand.self, ImagesCommand.self, FaultyCommand.self, MutantsCommand.self,
    ],
    defaultSubcommand: RunCommand.self)
}
