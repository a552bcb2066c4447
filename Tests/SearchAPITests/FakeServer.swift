import SearchAPI
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A server that does what a test tells it to, on the test's own thread: its answers are sent before the client asks,
/// and lie in the connection's buffer until then.
final class FakeServer {
  private struct SystemError: Error {
    let number = errno
  }

  /// Where it listens.
  let path: SocketPath

  private let directory: TemporaryDirectory
  private var listener: Int32
  private var connection: Int32 = -1

  /// Listens.
  ///
  /// - Parameter backlog: how many connections may wait, besides one more that Linux allows.
  /// - Throws: where the system refuses.
  init(backlog: Int32 = 8) throws {
    directory = try TemporaryDirectory()
    path = try SocketPath(directory.path(of: "sock"))
    #if canImport(Glibc)
      listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      listener = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.bytes) }
    let result = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0, listen(listener, backlog) == 0 else { throw SystemError() }
  }

  deinit {
    hangUp()
    stop()
  }

  /// Takes the client that connected, in place of the one before.
  func accept() throws {
    hangUp()
    connection = acceptConnection(listener)
    guard connection >= 0 else { throw SystemError() }
  }

  /// Sends a text, which must fit the connection's buffer.
  func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    let count = unsafe bytes.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
    guard count == bytes.count else { throw SystemError() }
  }

  /// What the client has sent.
  func received() throws -> String {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(connection, $0.baseAddress, $0.count) }
    guard count >= 0 else { throw SystemError() }
    return String(decoding: buffer[..<count], as: UTF8.self)
  }

  /// Closes the connection.
  func hangUp() {
    if connection >= 0 { _ = close(connection) }
    connection = -1
  }

  /// Stops listening, and leaves the socket's file behind.
  func stop() {
    if listener >= 0 { _ = close(listener) }
    listener = -1
  }
}

/// The system's call, under a name that methods do not hide.
private func acceptConnection(_ listener: Int32) -> Int32 {
  accept(listener, nil, nil)
}
