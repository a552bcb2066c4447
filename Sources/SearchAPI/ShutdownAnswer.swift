public import JSON
public import JSONRPC

/// The answer of `shutdown`: `null`.
public struct ShutdownAnswer: APIAnswer, Equatable {
  /// Makes an answer.
  public init() {}

  /// Reads an answer, whatever it is.
  public init(json: JSONValue) throws(RPCError) {}

  /// Writes the answer.
  public func write(to writer: inout JSONWriter) {
    writer.null()
  }
}
