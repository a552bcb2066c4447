/// One message of JSON-RPC 2.0.
public enum RPCMessage: Equatable, Sendable {
  /// A call that is answered.
  case request(RPCRequest)
  /// A call that is not answered.
  case notification(RPCNotification)
  /// The answer to a request.
  case response(RPCResponse)
}
