import JSONRPC
import Testing

/// Cutting streams that are in order.
@Suite struct FrameDecoderTests {
  private static let streams: [(stream: String, messages: [String])] = [
    ("{\"a\":1}\n", ["{\"a\":1}"]),
    ("{}\n{\"b\":\"é\"}\n[1]\n", ["{}", "{\"b\":\"é\"}", "[1]"]),
    ("{}\r\n\n \t\r\n{}\n", ["{}\r", "{}"]),
    ("Content-Length: 2\r\n\r\n{}", ["{}"]),
    ("Content-Length: 2\r\n\r\n{}Content-Length: 4\r\n\r\n\n{}\n", ["{}", "\n{}\n"]),
    ("content-length:3\r\n\r\n[1]", ["[1]"]),
    ("CONTENT-LENGTH: \t 3 \t\r\n\r\n[1]", ["[1]"]),
    ("Content-Length: 0002\r\n\r\n{}", ["{}"]),
    ("Content-Type: application/vscode-jsonrpc; charset=utf-8\r\nContent-Length: 2\r\n\r\n{}", ["{}"]),
    ("Content-Length: 2\r\nContent-Type: a:b\r\nX-Empty:\r\n\r\n{}", ["{}"]),
    // A body is bytes: a header inside of it is no header.
    (
      "Content-Length: 22\r\n\r\nContent-Length: 99\r\n\r\nContent-Length: 1\r\n\r\n1",
      ["Content-Length: 99\r\n\r\n", "1"]
    ),
  ]

  @Test(arguments: streams)
  func messagesAreCutOut(_ stream: String, _ messages: [String]) {
    let expected = Decoded(messages: messages)
    #expect(decode(stream) == expected)
    #expect(decode(Array(stream.utf8), pieces: [1]) == expected)
    for first in 1..<stream.utf8.count {
      #expect(decode(Array(stream.utf8), pieces: [first, .max]) == expected)
    }
  }

  @Test func theFirstByteChoosesTheFraming() throws {
    #expect(Framing(firstByte: UInt8(ascii: "{")) == .newline)
    #expect(Framing(firstByte: UInt8(ascii: "C")) == .contentLength)
    #expect(Framing(firstByte: UInt8(ascii: "c")) == .contentLength)
    for byte in UInt8.min...UInt8.max where !"{Cc".utf8.contains(byte) {
      #expect(Framing(firstByte: byte) == nil)
      #expect(decode([byte]).error?.code == .unknownFraming)
    }
    var decoder = FrameDecoder()
    #expect(decoder.framing == nil)
    var input = Array("{".utf8)[...]
    _ = try decoder.nextMessage(from: &input)
    #expect(decoder.framing == .newline)
  }

  @Test func aKnownFramingTakesAnyFirstByte() {
    #expect(decode(Array("\n[1]\n".utf8), framing: .newline) == Decoded(messages: ["[1]"]))
    let stream = Array("X-First: 1\r\nContent-Length: 1\r\n\r\n1".utf8)
    #expect(decode(stream, framing: .contentLength) == Decoded(messages: ["1"]))
  }

  @Test func inputBehindAMessageIsLeft() throws {
    var decoder = FrameDecoder()
    var input = Array("{}\n{\"".utf8)[...]
    #expect(try decoder.nextMessage(from: &input) == Array("{}".utf8))
    #expect(decoder.isBetweenMessages)
    #expect(input.elementsEqual("{\"".utf8))
    #expect(try decoder.nextMessage(from: &input) == nil)
    #expect(input.isEmpty)
    #expect(!decoder.isBetweenMessages)
  }

  /// What a peer that closes too early leaves behind.
  @Test(arguments: ["{", "{}\n{", "C", "Content-Length: 2\r\n\r\n", "Content-Length: 2\r\n\r\n{"])
  func halfAFrameIsNoMessage(_ stream: String) {
    let decoded = decode(stream)
    #expect(decoded.error == nil)
    #expect(!decoded.isBetweenMessages)
  }

  @Test(arguments: [Framing.newline, .contentLength])
  func encodedMessagesAreDecoded(_ framing: Framing) {
    let encoder = FrameEncoder(framing)
    let messages = ["{}", "[1,2]", "{\"a\":\"\u{1F600}\"}"]
    let stream = messages.flatMap { encoder.encode(Array($0.utf8)) }
    #expect(decode(stream, framing: framing) == Decoded(messages: messages))
    #expect(encoder.encode([]) == encoder.prefix(messageLength: 0) + encoder.suffix)
  }
}
