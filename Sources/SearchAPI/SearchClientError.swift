public import JSONRPC

/// Why a client has no result.
public struct SearchClientError: Error, Equatable, Sendable {
  /// The kind of fault. A struct, so that kinds can be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// A stable name of the kind, for logs and tests.
    public let description: String

    private init(_ description: String) {
      self.description = description
    }

    /// Nobody listens at the socket's path.
    public static let notRunning = Code("not running")
    /// The socket cannot be connected to, though something may listen there.
    public static let notConnected = Code("not connected")
    /// The server runs under another user, who is not to see what is asked.
    public static let foreignServer = Code("foreign server")
    /// The connection broke before the answer was complete.
    public static let disconnected = Code("disconnected")
    /// The answer did not come in time.
    public static let timedOut = Code("timed out")
    /// What came is no answer to what was asked.
    public static let invalidAnswer = Code("invalid answer")
    /// The server answered with an error, which ``SearchClientError/answer`` is.
    public static let refused = Code("refused")
  }

  /// The kind of fault.
  public let code: Code
  /// What is wrong, in words.
  public let message: String
  /// The server's answer, where that is the fault.
  public let answer: RPCError?

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
    answer = nil
  }

  /// The server's answer as an error of the client.
  init(_ answer: RPCError) {
    code = .refused
    message = answer.message
    self.answer = answer
  }
}

extension SearchClientError: CustomStringConvertible {
  /// The message.
  public var description: String { message }
}
