import Foundation
import JSON
import JSONRPC

/// A connection to a daemon that sends whatever it is told to.
final class RawConnection {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// What was waited for.
  enum Arrival: Equatable {
    case message(JSONValue)
    case closed
    case nothing
  }

  /// Lives as long as somebody talks to it.
  private let daemon: Daemon
  private let descriptor: Int32
  private var decoder: FrameDecoder?
  private var received: ArraySlice<UInt8> = []

  /// Connects.
  init(to daemon: Daemon) throws {
    self.daemon = daemon
    let path = daemon.socket
    #if canImport(Darwin)
      descriptor = socket(AF_UNIX, SOCK_STREAM, 0)
    #else
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Failure(description: "the path is too long: \(path)")
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let result = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw Failure(description: "cannot connect to \(path): error \(errno)") }
  }

  deinit {
    close(descriptor)
  }

  /// Sends bytes; what the other end does not want any more is left out.
  func send(_ bytes: [UInt8]) {
    var sent = 0
    while sent < bytes.count {
      guard isReady(for: POLLOUT, seconds: Subprocess.patience) else { return }
      let count = unsafe bytes.withUnsafeBytes { bytes in
        #if canImport(Darwin)
          let flags = MSG_DONTWAIT
        #else
          let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        #endif
        let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[sent...])
        return unsafe Foundation.send(descriptor, rest.baseAddress, rest.count, flags)
      }
      if count > 0 {
        sent += count
      } else if errno != EINTR, errno != EAGAIN {
        return
      }
    }
  }

  /// Sends a line.
  func send(line: String) {
    send(Array(line.utf8) + [0x0A])
  }

  /// Sends a byte with a copy of an open file's descriptor.
  func send(_ byte: UInt8, withDescriptor file: Int32) {
    var byte = byte
    // A `cmsghdr` of 16 bytes (Linux, 64 bits) and the descriptor behind it, filled up to a multiple of 8.
    var control: [UInt32] = [20, 0, UInt32(SOL_SOCKET), 1, UInt32(file), 0]
    unsafe withUnsafeMutableBytes(of: &byte) { byte in
      var vector = unsafe iovec(iov_base: byte.baseAddress, iov_len: byte.count)
      unsafe control.withUnsafeMutableBytes { control in
        unsafe withUnsafeMutablePointer(to: &vector) { vector in
          var message = unsafe msghdr()
          unsafe message.msg_iov = unsafe vector
          unsafe message.msg_iovlen = 1
          unsafe message.msg_control = control.baseAddress
          unsafe message.msg_controllen = .init(control.count)
          _ = unsafe sendmsg(descriptor, &message, 0)
        }
      }
    }
  }

  /// Sends no more.
  func finishSending() {
    shutdown(descriptor, Int32(SHUT_WR))
  }

  /// The next message, as soon as it is there.
  func next(seconds: Double = Subprocess.patience) throws -> Arrival {
    while true {
      if decoder == nil, let first = received.first {
        decoder = FrameDecoder(framing: Framing(firstByte: first) ?? .newline)
      }
      if let message = try decoder?.nextMessage(from: &received) {
        return .message(try JSONValue(parsing: message))
      }
      guard isReady(for: POLLIN, seconds: seconds) else { return .nothing }
      var bytes = [UInt8](repeating: 0, count: 1 << 16)
      let count = unsafe bytes.withUnsafeMutableBytes { unsafe recv(descriptor, $0.baseAddress, $0.count, 0) }
      if count > 0 {
        received += bytes[..<count]
      } else if count == 0 || errno == ECONNRESET {
        return .closed
      }
    }
  }

  /// Sends a line and waits for the answer.
  ///
  /// - Throws: where none comes.
  func ask(line: [UInt8]) throws -> JSONValue {
    send(line + [0x0A])
    guard case .message(let answer) = try next() else {
      throw Failure(description: "no answer to \(String(decoding: line, as: UTF8.self))")
    }
    return answer
  }

  /// Sends a line and waits for the answer.
  func ask(line: String) throws -> JSONValue {
    try ask(line: Array(line.utf8))
  }

  private func isReady(for events: Int32, seconds: Double) -> Bool {
    let deadline = Date(timeIntervalSinceNow: seconds)
    while true {
      var request = pollfd(fd: descriptor, events: Int16(events), revents: 0)
      let left = max(deadline.timeIntervalSinceNow, 0)
      let result = unsafe poll(&request, 1, Int32(left * 1000))
      if result > 0 { return true }
      if result == 0 || errno != EINTR { return false }
    }
  }
}

extension JSONValue {
  /// The code of an answer that is an error.
  var errorCode: Int64? {
    guard case .integer(let code) = self["error"]?["code"] else { return nil }
    return code
  }

  /// The message of an answer that is an error.
  var errorMessage: String? {
    guard case .string(let message) = self["error"]?["message"] else { return nil }
    return message
  }

  /// A member that is a whole number.
  func integer(_ name: String) -> Int64? {
    guard case .integer(let number) = self[name] else { return nil }
    return number
  }
}
