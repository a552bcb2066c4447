public import JSON

/// A call that is answered.
public struct RPCRequest: Equatable, Sendable {
  /// What the answer will carry.
  public let id: RPCID
  /// The name of the method.
  public let method: String
  /// An object or an array; nil where it is missing or `null`.
  public let params: JSONValue?

  /// Makes a request.
  public init(id: RPCID, method: String, params: JSONValue? = nil) {
    self.id = id
    self.method = method
    self.params = params
  }
}
