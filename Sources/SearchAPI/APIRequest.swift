public import JSON
public import JSONRPC

/// The parameters of a method, as both sides see them.
public protocol APIRequest: Sendable {
  /// What the method answers.
  associatedtype Answer: APIAnswer

  /// The method.
  static var method: Method { get }

  /// Reads the `params` member of a request; unknown members are passed over, so that clients may be newer.
  ///
  /// - Parameter json: the member, nil where it is missing.
  /// - Throws: `RPCError` with `invalidParams` and a message that names the member and what it may be.
  init(json: JSONValue?) throws(RPCError)

  /// Writes the `params` member, an object.
  func write(to writer: inout JSONWriter)
}

/// The result of a method, as both sides see it.
public protocol APIAnswer: Sendable {
  /// Reads the `result` member of an answer; unknown members are passed over, so that servers may be newer.
  ///
  /// - Throws: `RPCError` with `invalidParams` and a message that names the member and what it may be.
  init(json: JSONValue) throws(RPCError)

  /// Writes the `result` member.
  func write(to writer: inout JSONWriter)
}
