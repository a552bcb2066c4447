import JSON
import JSONRPC

/// An index of the server that cannot be read.
public struct IndexProblem: Equatable, Sendable {
  /// The name by which requests choose it.
  public var name: String
  /// What is wrong with it, in words.
  public var message: String

  /// Names an index and what is wrong with it.
  public init(name: String, message: String) {
    self.name = name
    self.message = message
  }

  init(json: JSONValue) throws(RPCError) {
    let members = try Members(json, name: "a problem")
    name = try members.requiredString("name")
    message = try members.requiredString("message")
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("name", name)
    writer.member("message", message)
    writer.endObject()
  }
}
