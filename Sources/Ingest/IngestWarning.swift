import Terminal

/// Something the user should know about a source beside what was skipped.
public struct IngestWarning: Equatable, Sendable {
  /// The path's bytes, as in ``SourceDocument/path``.
  public let path: [UInt8]
  /// What is the matter, in words.
  public let message: String
}

extension IngestWarning: CustomStringConvertible {
  /// One line, fit for a terminal: `path: message`.
  public var description: String { "\(TerminalText.literal(path: path)): \(message)" }
}
