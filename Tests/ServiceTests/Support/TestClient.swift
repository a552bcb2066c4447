import JSON
import JSONRPC

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A client that blocks, and gives up after five seconds.
final class TestClient {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let descriptor: Int32
  private var decoder: FrameDecoder
  private let encoder: FrameEncoder
  private var received: ArraySlice<UInt8> = []

  init(_ path: String, framing: Framing = .newline) throws {
    decoder = FrameDecoder(framing: framing)
    encoder = FrameEncoder(framing)
    #if canImport(Glibc)
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #else
      descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    var patience = timeval(tv_sec: 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let result = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw Failure(description: "connect: errno \(errno)") }
  }

  deinit {
    close(descriptor)
  }

  /// Sends a message in its frame.
  func send(_ message: String) throws {
    try sendBytes(encoder.encode(Array(message.utf8)))
  }

  func sendBytes(_ bytes: [UInt8]) throws {
    var sent = 0
    while sent < bytes.count {
      // A server that has gone is an error here, not a signal: NIO ignores SIGPIPE.
      let count = unsafe bytes[sent...].withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "send: errno \(errno)") }
      sent += count
    }
  }

  /// Sends a byte together with an open descriptor.
  func sendByte(_ byte: UInt8, with descriptor: Int32) throws {
    // A control message of one descriptor: a header of 16 bytes, the descriptor, and padding.
    var control: [UInt32] = [20, 0, UInt32(SOL_SOCKET), 1, UInt32(descriptor), 0]
    var byte = byte
    let result = unsafe control.withUnsafeMutableBytes { control in
      unsafe withUnsafeMutableBytes(of: &byte) { byte in
        var vector = unsafe iovec(iov_base: byte.baseAddress, iov_len: 1)
        return unsafe withUnsafeMutablePointer(to: &vector) { vector in
          var message = unsafe msghdr()
          unsafe message.msg_iov = vector
          unsafe message.msg_iovlen = 1
          unsafe message.msg_control = control.baseAddress
          unsafe message.msg_controllen = 24
          return unsafe sendmsg(self.descriptor, &message, 0)
        }
      }
    }
    guard result == 1 else { throw Failure(description: "sendmsg: errno \(errno)") }
  }

  /// Says that no more will be sent.
  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// The next message; nil when the server has closed the connection.
  func receive() throws -> JSONValue? {
    while true {
      if let message = try decoder.nextMessage(from: &received) { return try JSONValue(parsing: message) }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
      guard count > 0 else { throw Failure(description: "recv: errno \(errno)") }
      received = buffer[..<count]
    }
  }

  /// Sends a request and gives what comes next.
  func ask(_ method: String, _ params: String = "{}", id: Int = 1) throws -> JSONValue? {
    try send(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"#)
    return try receive()
  }
}
