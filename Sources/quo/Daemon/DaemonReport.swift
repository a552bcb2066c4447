import SearchAPI
import Terminal

/// What is said of a daemon in one line.
enum DaemonReport {
  /// That it was started.
  static func started(_ status: StatusAnswer, at socket: SocketPath) -> String {
    "quod started, process \(status.processID), serves \(indexes(of: status)) at \(place(socket))\n"
  }

  /// That it runs.
  static func line(of status: StatusAnswer, at socket: SocketPath) -> String {
    "quod \(TerminalText.line(status.version)), process \(status.processID), running for "
      + "\(Quantity.duration(status.uptimeSeconds)), serves \(indexes(of: status)) at \(place(socket))\n"
  }

  private static func indexes(of status: StatusAnswer) -> String {
    let indexes = status.indexes.map { index in
      "\(TerminalText.literal(path: index.path.bytes)) (\(Quantity.count(index.documents, "document", "documents")))"
    }
    let problems = status.problems.map { "\(TerminalText.line($0.name)) (cannot be read)" }
    return (indexes + problems).joined(separator: ", ")
  }

  private static func place(_ socket: SocketPath) -> String { TerminalText.literal(path: socket.bytes) }
}
