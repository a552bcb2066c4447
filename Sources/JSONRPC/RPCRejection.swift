/// A message that is no message, and the answer that it gets.
public struct RPCRejection: Error, Equatable, Sendable {
  /// The id to answer, `null` where none could be read.
  public let id: RPCID
  /// What to answer.
  public let error: RPCError

  /// Makes a rejection.
  public init(id: RPCID = .null, error: RPCError) {
    self.id = id
    self.error = error
  }
}
