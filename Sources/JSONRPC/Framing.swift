/// How messages are told apart in a stream of bytes.
public enum Framing: Sendable, Hashable {
  /// A `Content-Length` header before each message, as in the Language Server Protocol's base protocol.
  case contentLength
  /// A line feed behind each message.
  case newline

  /// The framing that a connection's first byte chooses: `C` or `c` begins a header, `{` a line. Nil for all others.
  public init?(firstByte: UInt8) {
    switch firstByte {
    case UInt8(ascii: "C"), UInt8(ascii: "c"): self = .contentLength
    case UInt8(ascii: "{"): self = .newline
    default: return nil
    }
  }
}
