public import JSON
public import JSONRPC

/// Asks how the server and its indexes do.
public struct StatusRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = StatusAnswer

  /// Makes a request.
  public init() {}

  /// Reads the parameters, of which there are none.
  public init(json: JSONValue?) throws(RPCError) {
    _ = try Members(json, name: "params")
  }

  /// The method.
  public static var method: Method { .status }

  /// Writes the parameters.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.endObject()
  }
}
