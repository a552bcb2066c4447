import Terminal

/// Writes lines: results to the standard output, all else to the standard error.
enum Output {
  /// Writes a line of the result.
  static func result(_ line: String) throws {
    try StandardStream.output.put(line + "\n")
  }

  /// Writes lines of the result, which end in line feeds.
  static func result(_ lines: [UInt8]) throws {
    try StandardStream.output.put(lines)
  }

  /// Writes a line that is not part of the result. There is nobody to tell if that fails.
  static func note(_ line: String, terminator: String = "\n") {
    try? StandardStream.error.put(line + terminator)
  }
}
