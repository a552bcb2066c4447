package import JSON
import JSONRPC

/// Something in a query that was not taken as it may have been meant.
public struct QueryWarning: Equatable, Sendable {
  /// What was done about it, in words.
  public let message: String
  /// Where it begins, in UTF-8 bytes of the query.
  public let start: Int
  /// Where it ends.
  public let end: Int

  /// Makes a warning about a part of a query.
  public init(message: String, start: Int, end: Int) {
    self.message = message
    self.start = start
    self.end = end
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a warning")
    message = try members.requiredString("message")
    start = try members.requiredCount("start")
    end = try members.requiredCount("end")
  }

  /// Writes the warning.
  package func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("message", message)
    writer.member("start", start)
    writer.member("end", end)
    writer.endObject()
  }
}
