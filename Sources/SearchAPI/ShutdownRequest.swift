public import JSON
public import JSONRPC

/// Ends the server, once the requests that it works on are answered.
public struct ShutdownRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = ShutdownAnswer

  /// Makes a request.
  public init() {}

  /// Reads the parameters, of which there are none.
  public init(json: JSONValue?) throws(RPCError) {
    _ = try Members(json, name: "params")
  }

  /// The method.
  public static var method: Method { .shutdown }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}
