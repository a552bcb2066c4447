import Terminal

/// One thing that was not taken in: a file, a folder with all it holds, or a line.
public struct SkippedItem: Equatable, Sendable {
  /// The path's bytes, as in ``SourceDocument/path``.
  public let path: [UInt8]
  /// Why.
  public let reason: SkipReason
  /// The line of a JSON-lines source, from 1; 0 where the item is not a line.
  public let line: Int
  /// The place in the line where it went wrong, in bytes from 1; 0 where that says nothing.
  public let column: Int
  /// What went wrong, in words, or the id that came twice, in its own letters; empty where the reason says it all.
  public let detail: String

  init(path: [UInt8], reason: SkipReason, line: Int = 0, column: Int = 0, detail: String = "") {
    self.path = path
    self.reason = reason
    self.line = line
    self.column = column
    self.detail = detail
  }
}

extension SkippedItem: CustomStringConvertible {
  /// One line, fit for a terminal: `path:line:column: reason (detail)`.
  public var description: String {
    var text = TerminalText.literal(path: path)
    if line > 0 { text += ":\(line)" }
    if column > 0 { text += ":\(column)" }
    text += ": \(reason)"
    return detail.isEmpty ? text : text + " (\(TerminalText.literal(detail)))"
  }
}
