public import JSON
public import JSONRPC

/// Asks how the server and its indexes do.
public struct StatusRequest: APIRequest, Equatable {
  /// What the method answers.
  public typealias Answer = StatusAnswer

  /// Whether to list what the builds of the indexes could not take in.
  public var wantsSkipped: Bool

  /// Makes a request.
  public init(wantsSkipped: Bool = false) {
    self.wantsSkipped = wantsSkipped
  }

  /// Reads the parameters.
  public init(json: JSONValue?) throws(RPCError) {
    let members = try Members(json, name: "params")
    wantsSkipped = try members.bool("skipped") ?? false
  }

  /// The method.
  public static var method: Method { .status }

  /// Writes the parameters; those that have their default are left out.
  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    if wantsSkipped { writer.member("skipped", true) }
    writer.endObject()
  }
}
