public import JSON

/// An error as an answer carries it (JSON-RPC 2.0, section 5.1).
public struct RPCError: Error, Equatable, Sendable {
  /// What kind of error it is.
  public let code: RPCErrorCode
  /// What is wrong, in words for people.
  public let message: String
  /// More for programs, as the code's documentation says.
  public let data: JSONValue?

  /// Makes an error.
  public init(_ code: RPCErrorCode, _ message: String, data: JSONValue? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }
}

extension RPCError {
  /// A query that cannot be understood.
  ///
  /// - Parameters:
  ///   - message: what is wrong with it.
  ///   - range: where, in UTF-8 bytes of the query.
  ///   - hint: what to write instead.
  /// - Returns: the error, with range and hint as its data.
  public static func querySyntax(_ message: String, in range: Range<Int>, hint: String? = nil) -> RPCError {
    var members = [
      JSONObject.Member(name: "start", value: .integer(Int64(range.lowerBound))),
      JSONObject.Member(name: "end", value: .integer(Int64(range.upperBound))),
    ]
    if let hint {
      members.append(JSONObject.Member(name: "hint", value: .string(hint)))
    }
    return RPCError(.querySyntax, message, data: .object(JSONObject(members)))
  }
}

extension RPCError: CustomStringConvertible {
  /// The message and the code.
  public var description: String {
    "\(message) (error \(code.rawValue))"
  }
}
