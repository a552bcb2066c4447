import ArgumentParser
import Platform
import Terminal

/// The client's entry: chooses the command, runs it, and ends with a status that scripts can rely on.
@main
struct Quo {
  static func main() {
    CurrentProcess.ignoreBrokenPipes()
    CurrentProcess.end(status().rawValue)
  }

  private static func status() -> ExitStatus {
    do {
      let arguments = try ProgramArguments.all()
      if let first = arguments.first { try CommandName.check(first) }
      var command = try RootCommand.parseAsRoot(ExclusionMark.added(to: arguments))
      if let command = command as? any QuoCommand {
        return try command.execute()
      }
      if let group = command as? any QuoCommandGroup {
        return report(RootCommand.helpMessage(for: type(of: group)) + "\n", status: .failed)
      }
      // What is left are the parser's own commands, such as `help`, which end by throwing what they print.
      try command.run()
      return .found
    } catch let error as CommandError {
      let status = report(error)
      if error.isInterrupted { InterruptFlag.end() }
      return status
    } catch let error as ProgramArgumentError {
      return report("quo: \(error)\n", status: .failed)
    } catch {
      return reportParsing(error)
    }
  }

  /// What argument parsing ends in: bad usage, or a request for help or the version.
  private static func reportParsing(_ error: any Error) -> ExitStatus {
    let message = ExclusionMark.removed(from: RootCommand.fullMessage(for: error))
    guard RootCommand.exitCode(for: error) == .success else {
      // It quotes the arguments, which may hold anything.
      let lines = message.split(separator: "\n", omittingEmptySubsequences: false)
      return report(lines.map { TerminalText.literal(String($0)) + "\n" }.joined(), status: .failed)
    }
    do throws(CommandError) {
      try StandardStream.output.print(message + "\n")
      return .found
    } catch {
      return report(error)
    }
  }

  private static func report(_ error: CommandError) -> ExitStatus {
    if let output = error.output {
      do throws(CommandError) {
        try StandardStream.output.print(output)
      } catch {
        return report(error)
      }
    }
    return report(error.text, status: error.status)
  }

  private static func report(_ text: String, status: ExitStatus) -> ExitStatus {
    // Where not even the error stream can be written to, the status is all that is left.
    try? StandardStream.error.put(text)
    return status
  }
}
