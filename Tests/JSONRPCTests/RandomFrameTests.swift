import JSONRPC
import TestSupport
import Testing

/// Random streams in random pieces.
@Suite struct RandomFrameTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func piecesDoNotMatter(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for framing in [Framing.newline, .contentLength] {
      let messages = (0..<1 + random.below(8)).map { _ in random.message(framing) }
      let encoder = FrameEncoder(framing)
      let stream = messages.flatMap { encoder.encode(Array($0.utf8)) }
      for _ in 0..<10 {
        let sizes = (0..<stream.count).map { _ in 1 + random.below(9) }
        #expect(decode(stream, pieces: sizes) == Decoded(messages: messages))
      }
    }
  }

  /// Whatever arrives, the decoder neither traps nor depends on how it was cut into pieces.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func damagedStreamsDoNoHarm(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let limits = FrameLimits(messageLength: 64, headerLength: 48)
    for _ in 0..<50 {
      let framing: Framing = random.below(2) == 0 ? .newline : .contentLength
      let encoder = FrameEncoder(framing)
      var stream = (0..<1 + random.below(4)).flatMap { _ in encoder.encode(Array(random.message(framing).utf8)) }
      for _ in 0..<random.below(6) {
        random.damage(&stream)
      }
      let whole = decode(stream, limits: limits)
      #expect(decode(stream, pieces: [1], limits: limits) == whole)
      for message in whole.messages {
        _ = MessageParser().parse(Array(message.utf8))
      }
    }
  }
}

extension SplitMix64 {
  /// A message, of white space never alone.
  fileprivate mutating func message(_ framing: Framing) -> String {
    let alphabet = Array("{}[]\",:ab1-. \r")
    let rest = String((0..<below(60)).map { _ in alphabet[below(alphabet.count)] })
    return "{" + rest + (framing == .contentLength && below(2) == 0 ? "\n" : "")
  }

  fileprivate mutating func damage(_ stream: inout [UInt8]) {
    guard !stream.isEmpty else { return }
    let telling = Array("Content-Length: 9\r\n\r\n{\0".utf8) + [0x80, 0xFF]
    let index = below(stream.count)
    switch below(4) {
    case 0: stream[index] = telling[below(telling.count)]
    case 1: stream.insert(telling[below(telling.count)], at: index)
    case 2: stream.remove(at: index)
    default: stream.removeLast(stream.count - index)
    }
  }
}
