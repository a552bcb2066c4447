import ArgumentParser
import Platform
import Terminal

/// How the program ends when something went wrong.
enum Failure {
  /// Exit codes beside 0.
  enum Code {
    /// A check found damage.
    static let damaged: Int32 = 1
    /// The command line is wrong, or the work could not be done.
    static let error: Int32 = 2
    /// The work was done, but some sources were skipped.
    static let skipped: Int32 = 4
  }

  /// Says what went wrong, if that has not been said, and ends the program.
  static func exit(with error: any Error) -> Never {
    if let code = error as? ExitCode { CurrentProcess.end(code.rawValue) }
    switch Quod.exitCode(for: error) {
    case .success: Quod.exit(withError: error)
    case .validationFailure: note(Quod.fullMessage(for: error))
    default: note("quod: \(error)")
    }
    CurrentProcess.end(Code.error)
  }

  /// Says what there is to do, to who asked for nothing, and ends the program.
  static func exitWithHelp() -> Never {
    Output.note(Quod.helpMessage())
    CurrentProcess.end(Code.error)
  }

  /// Says something that quotes arguments and names of files, which may hold anything.
  private static func note(_ text: String) {
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      Output.note(TerminalText.literal(String(line)))
    }
  }
}
