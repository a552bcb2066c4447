import ArgumentParser

/// A command of the client.
protocol QuoCommand: ParsableCommand {
  /// Does what the command is for.
  ///
  /// - Throws: `CommandError`.
  func execute() throws(CommandError) -> ExitStatus
}
