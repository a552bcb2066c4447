/// What a frame turned out to hold.
public enum IncomingFrame: Equatable, Sendable {
  /// One message.
  case message(RPCMessage)
  /// A batch, whose answers go back as one array; what is no message is answered by its rejection.
  case batch([Result<RPCMessage, RPCRejection>])
  /// Nothing that can be understood; answer the rejection. The connection can go on.
  case rejected(RPCRejection)
}
