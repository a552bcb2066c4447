import JSONRPC
import Testing

/// Streams that cannot be cut, and what is answered.
@Suite struct FrameErrorTests {
  private static let headers: [(header: String, code: FrameError.Code)] = [
    ("Content-Length: 0\r\n\r\n", .emptyMessage),
    ("Content-Length: 9223372036854775808\r\n\r\n", .messageTooLarge),
    ("Content-Length: 9223372036854775807\r\n\r\n", .messageTooLarge),
    ("Content-Length: 99999999999999999999999999999999\r\n\r\n", .messageTooLarge),
    ("Content-Length: 8388609\r\n\r\n", .messageTooLarge),
    ("Content-Length: -1\r\n\r\n", .invalidContentLength),
    ("Content-Length: +1\r\n\r\n", .invalidContentLength),
    ("Content-Length: 0x10\r\n\r\n", .invalidContentLength),
    ("Content-Length: 1.0\r\n\r\n", .invalidContentLength),
    ("Content-Length: 1 0\r\n\r\n", .invalidContentLength),
    ("Content-Length: many\r\n\r\n", .invalidContentLength),
    ("Content-Length: \u{661}\r\n\r\n", .invalidContentLength),
    ("Content-Length:\r\n\r\n", .invalidContentLength),
    ("Content-Length: 2\r\nContent-Length: 2\r\n\r\n", .contentLengthCount),
    ("Content-Length: 2\r\ncontent-length: 3\r\n\r\n", .contentLengthCount),
    ("Content-Type: x\r\n\r\n", .contentLengthCount),
    ("Content-Length 2\r\n\r\n", .malformedHeader),
    ("Content-Length : 2\r\n\r\n", .malformedHeader),
    ("Content-Length: 2\r\n: 2\r\n\r\n", .malformedHeader),
    ("Content-Length: 2\r\n folded\r\n\r\n", .malformedHeader),
    ("Content-Length: 2\n\n", .malformedHeader),
    ("Content-Length: 2\r\r\n", .malformedHeader),
    ("Content-Length: 2\rX", .malformedHeader),
  ]

  @Test(arguments: headers)
  func aBadHeaderEndsTheConnection(_ header: String, _ code: FrameError.Code) {
    let decoded = decode(header + "{}")
    #expect(decoded.error?.code == code)
    #expect(decoded.messages.isEmpty)
    #expect(decode(Array(header.utf8), pieces: [1]).error == decoded.error)
  }

  @Test func theHeaderHasALimit() {
    func header(length: Int) -> String {
      let fixed = "Content-Length: 1\r\nX: \r\n\r\n"
      return "Content-Length: 1\r\nX: " + String(repeating: "x", count: length - fixed.utf8.count) + "\r\n\r\n"
    }
    #expect(decode(header(length: 1024) + "1") == Decoded(messages: ["1"]))
    #expect(decode(header(length: 1025) + "1").error?.code == .headerTooLong)
    // An endless one is refused at its limit, not at its end.
    let endless = "C" + String(repeating: "x", count: 1024)
    #expect(decode(endless).error?.code == .headerTooLong)
    #expect(decode(String(endless.dropLast())).error == nil)
    #expect(decode(header(length: 40), limits: FrameLimits(headerLength: 39)).error?.code == .headerTooLong)
  }

  @Test func aMessageHasALimit() {
    let limit = FrameLimits().messageLength
    #expect(limit == 8 * 1024 * 1024)
    let limits = FrameLimits(messageLength: 8)
    #expect(decode("{23456}8\n{2345678\n", limits: limits).messages == ["{23456}8", "{2345678"])
    #expect(decode("{23456789", limits: limits).error?.code == .messageTooLarge)
    #expect(decode("Content-Length: 8\r\n\r\n12345678", limits: limits).messages == ["12345678"])
    #expect(decode("Content-Length: 9\r\n\r\n", limits: limits).error?.code == .messageTooLarge)
  }

  @Test func aLineThatNeverEndsIsRefusedAtItsLimit() throws {
    var decoder = FrameDecoder()
    var error: FrameError?
    var sent = 0
    let piece = [UInt8](repeating: UInt8(ascii: "{"), count: 1 << 16)
    while error == nil, sent < 16 << 20 {
      var input = piece[...]
      do throws(FrameError) {
        #expect(try decoder.nextMessage(from: &input) == nil)
        sent += piece.count
      } catch let thrown {
        error = thrown
      }
    }
    #expect(error?.code == .messageTooLarge)
    #expect(sent == 8 << 20)
  }

  @Test func anErrorStays() throws {
    var decoder = FrameDecoder()
    for stream in ["x", "{}\n", "Content-Length: 2\r\n\r\n{}"] {
      var input = Array(stream.utf8)[...]
      #expect(throws: FrameError.self) { try decoder.nextMessage(from: &input) }
    }
    #expect(!decoder.isBetweenMessages)
  }

  @Test func rejectionsHaveTheCodeOfTheFault() {
    let tooLarge = decode("Content-Length: 99999999\r\n\r\n").error?.rejection
    #expect(tooLarge?.id == .null)
    #expect(tooLarge?.error.code == .tooLarge)
    #expect(tooLarge?.error.message.contains("frame too large") == true)
    #expect(decode("Content-Length: x\r\n\r\n").error?.rejection.error.code == .parseError)
    #expect(decode("hello").error?.rejection.error.code == .parseError)
  }
}
