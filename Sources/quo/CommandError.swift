import SearchAPI
import Terminal

/// Why a command ends early: what goes to the error stream, and the status.
struct CommandError: Error {
  /// Lines for people, safe for a terminal, each with its line feed.
  let text: String
  /// How the client ends.
  let status: ExitStatus

  /// Makes an error of one line.
  init(_ message: String, status: ExitStatus = .failed) {
    text = "quo: \(TerminalText.literal(message))\n"
    self.status = status
  }

  private init(lines: [String], status: ExitStatus) {
    text = lines.map { $0 + "\n" }.joined()
    self.status = status
  }
}

extension CommandError {
  /// What the client met.
  ///
  /// - Parameters:
  ///   - error: the fault.
  ///   - query: what was asked, for the place of the fault in it.
  ///   - socketOption: the value of `--socket`, for the command that starts a daemon.
  init(_ error: SearchClientError, query: String?, socketOption: String?) {
    var lines = ["quo: \(TerminalText.literal(error.message))"]
    if error.code == .notRunning {
      lines.append("No daemon is running there. This starts one:")
      lines.append("  quod serve --index DIR" + (socketOption.map { " --socket \(ShellWord.quoted($0))" } ?? ""))
    }
    if let answer = error.answer {
      if let query, let range = answer.queryRange {
        lines += QueryExcerpt(query, marking: range)?.lines ?? []
      }
      if let hint = answer.queryHint {
        lines.append("  hint: \(TerminalText.literal(hint))")
      }
    }
    self.init(lines: lines, status: error.code.exitStatus)
  }
}

extension SearchClientError.Code {
  fileprivate var exitStatus: ExitStatus {
    self == .refused || self == .invalidAnswer ? .failed : .unreachable
  }
}
