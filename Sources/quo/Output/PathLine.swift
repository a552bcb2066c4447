import Terminal

/// A path in a line that programs read.
enum PathLine {
  /// The path's own bytes, so that it can be opened. On a terminal, and where a line feed would make two lines of it, it
  /// is escaped: whoever wants those paths takes NUL-terminated ones, or JSON.
  ///
  /// - Parameters:
  ///   - path: from the current directory or from the root.
  ///   - isTerminated: whether something else than a line feed ends it.
  /// - Returns: the bytes to print.
  static func path(_ path: [UInt8], isTerminated: Bool = false) -> [UInt8] {
    let isLine = isTerminated || !path.contains(UInt8(ascii: "\n"))
    guard isLine, !StandardStream.output.isTerminal else { return Array(TerminalText.literal(path: path).utf8) }
    return path
  }
}
