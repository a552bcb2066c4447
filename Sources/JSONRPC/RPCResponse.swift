public import JSON

/// The answer to a request.
public struct RPCResponse: Equatable, Sendable {
  /// The id of the request, `null` where that could not be read.
  public let id: RPCID
  /// The method's result, or why there is none.
  public let outcome: Result<JSONValue, RPCError>

  /// Makes an answer.
  public init(id: RPCID, outcome: Result<JSONValue, RPCError>) {
    self.id = id
    self.outcome = outcome
  }
}
