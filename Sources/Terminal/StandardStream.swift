import Platform

/// One of the process's standard streams, written to without a buffer.
public enum StandardStream: Sendable {
  /// Where results go.
  case output
  /// Where everything else goes.
  case error

  /// Whether it leads to a terminal.
  public var isTerminal: Bool { descriptor.isTerminal }

  /// The size of the terminal that it leads to; nil where it leads elsewhere.
  ///
  /// `$LINES` and `$COLUMNS` come before what the terminal says, as POSIX has it (chapter 8.3), and 24 by 80 behind.
  public var terminalSize: TerminalSize? {
    guard isTerminal else { return nil }
    let size = descriptor.terminalSize
    return TerminalSize(
      rows: TerminalSize.variable("LINES") ?? size?.rows ?? 24,
      columns: TerminalSize.variable("COLUMNS") ?? size?.columns ?? 80)
  }

  /// Writes a text.
  ///
  /// - Throws: `StandardStreamError`, but not for a reader that has gone away: it wanted no more.
  public func put(_ text: String) throws(StandardStreamError) {
    try put(Array(text.utf8))
  }

  /// Writes bytes.
  ///
  /// - Throws: `StandardStreamError`, but not for a reader that has gone away: it wanted no more.
  public func put(_ bytes: [UInt8]) throws(StandardStreamError) {
    do throws(SystemError) {
      try descriptor.writeAll(bytes)
    } catch .brokenPipe {
      return
    } catch {
      throw StandardStreamError(error)
    }
  }

  private var descriptor: FileDescriptor {
    switch self {
    case .output: .standardOutput
    case .error: .standardError
    }
  }
}
