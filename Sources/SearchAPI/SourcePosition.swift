import JSON
import JSONRPC

/// A place in what a document was made of, as its ``SourceSpace`` says.
public struct SourcePosition: Equatable, Sendable {
  /// How many bytes are before it.
  public var offset: Int
  /// How many lines are before it.
  public var line: Int
  /// How much of its line is before it, in the position encoding of the answer.
  public var column: Int

  /// Makes a position.
  ///
  /// - Parameters:
  ///   - offset: how many bytes are before it.
  ///   - line: how many lines are before it.
  ///   - column: how much of its line is before it, in the position encoding of the answer.
  public init(offset: Int, line: Int, column: Int) {
    self.offset = offset
    self.line = line
    self.column = column
  }
}

extension SourcePosition {
  /// The names of a position's members, which stand beside others in the object that has it.
  struct Names {
    static let start = Names(offset: "start", line: "line", column: "col")
    static let end = Names(offset: "end", line: "endLine", column: "endCol")

    let offset: String
    let line: String
    let column: String
  }

  func write(as names: Names, to writer: inout JSONWriter) {
    writer.member(names.offset, offset)
    writer.member(names.line, line)
    writer.member(names.column, column)
  }
}

extension Members {
  /// A position, of which all members are there or none.
  func position(_ names: SourcePosition.Names) throws(RPCError) -> SourcePosition? {
    let offset = try integer(names.offset, in: 0...Int.max)
    let line = try integer(names.line, in: 0...Int.max)
    let column = try integer(names.column, in: 0...Int.max)
    guard offset != nil || line != nil || column != nil else { return nil }
    return SourcePosition(
      offset: try required(names.offset, offset), line: try required(names.line, line),
      column: try required(names.column, column))
  }
}
