/// Why a stream of bytes cannot be cut into messages.
///
/// After any of these the place where the next message begins is unknown: answer ``rejection``, then close.
public struct FrameError: Error, Equatable, Sendable {
  /// The kind of fault. A struct, so that kinds can be added.
  public struct Code: Hashable, Sendable, CustomStringConvertible {
    /// A stable name of the kind, for logs and tests.
    public let description: String

    private init(_ description: String) {
      self.description = description
    }

    /// The first byte begins neither framing.
    public static let unknownFraming = Code("unknown framing")
    /// The header block does not end within its limit.
    public static let headerTooLong = Code("header too long")
    /// A header line is not `name: value` and a CRLF.
    public static let malformedHeader = Code("malformed header")
    /// The header block has no `Content-Length`, or more than one.
    public static let contentLengthCount = Code("content length count")
    /// `Content-Length` is not a decimal number.
    public static let invalidContentLength = Code("invalid content length")
    /// `Content-Length` is 0: no message is that short.
    public static let emptyMessage = Code("empty message")
    /// The message is longer than its limit.
    public static let messageTooLarge = Code("message too large")
  }

  /// The kind of fault.
  public let code: Code
  /// What is wrong, in words.
  public let message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  /// The answer to send before the connection is closed.
  public var rejection: RPCRejection {
    RPCRejection(error: RPCError(code == .messageTooLarge ? .tooLarge : .parseError, message))
  }
}
