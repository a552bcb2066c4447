public import JSONRPC

/// What clients may ask of a server at most. The defaults are those of docs/PROTOCOL.md.
public struct ServerLimits: Sendable, Equatable {
  /// How many connections are served at a time; further ones are told `Busy` and closed.
  public var connections = 64
  /// How many frames of a connection are worked on at a time, a batch counting as one; further ones are told `Busy`.
  public var framesInFlight = 8
  /// How long messages and headers may be.
  public var frame = FrameLimits()
  /// The longest answer in bytes, without its frame; search hits that do not fit are left out.
  public var answerLength = 1 << 20
  /// How many bytes of answers may wait for a client to read them, before its connection is closed.
  public var unreadLength = 8 << 20
  /// How long a client may take for a frame, from its first byte to its last, in milliseconds.
  public var sendMilliseconds = 30_000
  /// How long a client may read nothing while answers wait for it, in milliseconds.
  public var readMilliseconds = 30_000
  /// How long a connection over the limit may take to send what it is to be told `Busy` for, in milliseconds.
  public var refusalMilliseconds = 1_000
  /// How long requests may go on after the server was told to stop, in milliseconds.
  public var drainMilliseconds = 2_000

  /// The default limits.
  public init() {}
}
