public import JSON
import JSONRPC

/// A file, or a line of one, that a build could not take in.
public struct SkippedSource: Equatable, Sendable {
  /// The file.
  public var path: DocumentPath
  /// The line that is at fault, counted from 1; nil where it is the whole file.
  public var line: Int?
  /// The byte of the line where the fault is, counted from 1.
  public var column: Int?
  /// Why, in a few words that are the same for all of one kind.
  public var reason: String
  /// What is to be said about this one.
  public var detail: String?

  /// Names what was skipped and why.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - line: the line that is at fault, counted from 1.
  ///   - column: the byte of the line where the fault is, counted from 1.
  ///   - reason: why, in a few words that are the same for all of one kind.
  ///   - detail: what is to be said about this one.
  public init(path: DocumentPath, line: Int? = nil, column: Int? = nil, reason: String, detail: String? = nil) {
    self.path = path
    self.line = line
    self.column = column
    self.reason = reason
    self.detail = detail
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a skipped source")
    path = try members.required("path", members.path("path"))
    line = try members.integer("line", in: 1...Int.max)
    column = try members.integer("column", in: 1...Int.max)
    reason = try members.requiredString("reason")
    detail = try members.string("detail")
  }

  /// Writes it as one value.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("path", ifPresent: path)
    writer.member("line", ifPresent: line)
    writer.member("column", ifPresent: column)
    writer.member("reason", reason)
    writer.member("detail", ifPresent: detail)
    writer.endObject()
  }
}
