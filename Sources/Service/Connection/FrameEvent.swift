import JSONRPC

/// What the bytes of a connection turned out to be.
enum FrameEvent: Sendable {
  /// A message without its frame.
  case message([UInt8])
  /// Where the bytes could not be cut into messages; nothing comes after it.
  case failure(FrameError)
}
