/// Frames messages for the way out.
public struct FrameEncoder: Sendable {
  /// How messages are told apart.
  public let framing: Framing

  /// Makes an encoder.
  public init(_ framing: Framing) {
    self.framing = framing
  }

  /// What goes before a message of that many bytes: `Content-Length` and no other header, since some clients read no
  /// header of more than about 100 bytes.
  public func prefix(messageLength: Int) -> [UInt8] {
    switch framing {
    case .contentLength: Array("Content-Length: \(messageLength)\r\n\r\n".utf8)
    case .newline: []
    }
  }

  /// What goes behind a message.
  public var suffix: [UInt8] {
    switch framing {
    case .contentLength: []
    case .newline: [UInt8(ascii: "\n")]
    }
  }

  /// A message in its frame. The message must hold no line feed, and those of `JSONWriter` hold none.
  public func encode(_ message: [UInt8]) -> [UInt8] {
    prefix(messageLength: message.count) + message + suffix
  }
}
