import JSONRPC
import SearchAPI
import Terminal

/// Why a command ends early: what goes to the error stream, and the status.
struct CommandError: Error {
  /// Lines for people, safe for a terminal, each with its line feed.
  let text: String
  /// How the client ends.
  let status: ExitStatus
  /// The error that the daemon answered with, if that is why.
  let answer: RPCError?
  /// What programs are told of it on the standard output.
  var output: [UInt8]?
  /// Whether the user wanted it, by a signal: the process is to end as that would have ended it.
  var isInterrupted = false

  /// Makes an error of one line, or of several where the message is followed by what to do.
  init(_ message: String, remedy: [String] = [], status: ExitStatus = .failed) {
    self.init(
      lines: ["quo: \(TerminalText.literal(message))"] + remedy.map(TerminalText.literal), status: status, answer: nil)
  }

  private init(lines: [String], status: ExitStatus, answer: RPCError?) {
    text = lines.map { $0 + "\n" }.joined()
    self.status = status
    self.answer = answer
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
      lines.append("  \(TerminalText.literal(StartAdvice.command(socketOption: socketOption)))")
    }
    if let answer = error.answer {
      if let query, let range = answer.queryRange {
        lines += QueryExcerpt(query, marking: range)?.lines ?? []
      }
      if let hint = answer.queryHint {
        lines.append("  hint: \(TerminalText.literal(hint))")
      }
    }
    self.init(lines: lines, status: error.code.exitStatus, answer: error.answer)
  }

  /// Whether the daemon could not make anything of the query, or not in time.
  var isAboutQuery: Bool {
    answer.map { [.querySyntax, .timeout, .tooLarge].contains($0.code) } ?? false
  }
}

extension SearchClientError.Code {
  fileprivate var exitStatus: ExitStatus {
    self == .refused || self == .invalidAnswer ? .failed : .unreachable
  }
}
