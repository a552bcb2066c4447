public import JSON
public import JSONRPC

/// The parameters of `$/cancelRequest`.
public struct CancelNotification: Equatable, Sendable {
  /// The id of the request whose answer is no longer wanted.
  public var id: RPCID

  /// Makes a notification.
  public init(id: RPCID) {
    self.id = id
  }

  /// Reads the parameters.
  ///
  /// - Throws: `RPCError` with `invalidParams` where they hold no id.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    guard let id = try members.required("id", members.json("id").map(RPCID.init)) else {
      throw members.invalid("id", "an integer or a string")
    }
    self.id = id
  }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", id.json)
    writer.endObject()
  }
}
