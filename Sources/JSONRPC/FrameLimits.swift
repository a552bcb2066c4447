/// How much a peer may send before it has said something.
public struct FrameLimits: Sendable, Equatable {
  /// The longest message in bytes, without header or line feed: 8 MB by default.
  public let messageLength: Int
  /// The longest header block in bytes, with its empty line: 1 KB by default.
  public let headerLength: Int

  /// Makes limits.
  public init(messageLength: Int = 8 * 1024 * 1024, headerLength: Int = 1024) {
    self.messageLength = messageLength
    self.headerLength = headerLength
  }
}
