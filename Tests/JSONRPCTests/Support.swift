import JSON
import JSONRPC

/// What a decoder makes of a stream: its messages, and the error that it ends in.
struct Decoded: Equatable {
  var messages: [String] = []
  var error: FrameError?
  var isBetweenMessages = true
}

/// Decodes a stream that arrives in pieces of the given sizes, the last of which repeats.
func decode(
  _ stream: [UInt8], pieces sizes: [Int] = [.max], framing: Framing? = nil, limits: FrameLimits = FrameLimits()
) -> Decoded {
  var decoder = FrameDecoder(framing: framing, limits: limits)
  var decoded = Decoded()
  var rest = stream[...]
  var sizes = sizes[...]
  while !rest.isEmpty, decoded.error == nil {
    var piece = rest.prefix(sizes.first ?? .max)
    rest = rest.dropFirst(piece.count)
    if sizes.count > 1 { sizes.removeFirst() }
    do throws(FrameError) {
      while let message = try decoder.nextMessage(from: &piece) {
        decoded.messages.append(String(decoding: message, as: UTF8.self))
      }
    } catch {
      decoded.error = error
    }
  }
  decoded.isBetweenMessages = decoder.isBetweenMessages
  return decoded
}

/// Decodes a stream given as text.
func decode(_ stream: String, limits: FrameLimits = FrameLimits()) -> Decoded {
  decode(Array(stream.utf8), limits: limits)
}

/// Parses a message given as text.
func parse(_ message: String) -> IncomingFrame {
  MessageParser().parse(Array(message.utf8))
}

extension IncomingFrame {
  /// The rejection, if it is one.
  var rejection: RPCRejection? {
    guard case .rejected(let rejection) = self else { return nil }
    return rejection
  }

  /// The message, if it is one.
  var message: RPCMessage? {
    guard case .message(let message) = self else { return nil }
    return message
  }
}
