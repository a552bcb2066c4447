import Foundation
import TestSupport

/// What listens at a sandbox's socket and answers what it was told to: with what no daemon says on demand.
final class CannedDaemon: Sendable {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  private let listener: Int32

  /// Starts to listen.
  ///
  /// - Parameters:
  ///   - sandbox: at whose socket.
  ///   - outcomes: the members of the answers of each connection, one after the other, that say how it went:
  ///     `"result":{…}` or `"error":{…}`. After the last it is closed.
  /// - Throws: where it cannot listen.
  init(in sandbox: Sandbox, answering outcomes: [String]) throws {
    _ = try sandbox.directory.makeDirectory("run")
    #if canImport(Darwin)
      listener = socket(AF_UNIX, SOCK_STREAM, 0)
    #else
      listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    #endif
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = sandbox.socket
    guard path.utf8.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw Failure(description: "the path is too long: \(path)")
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: path.utf8) }
    let result = unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0, listen(listener, 8) == 0 else {
      throw Failure(description: "cannot listen at \(path): error \(errno)")
    }
    let answers = outcomes.enumerated().map { index, outcome in
      Array(#"{"jsonrpc":"2.0","id":\#(index + 1),\#(outcome)}"#.utf8) + [0x0A]
    }
    Thread.detachNewThread { [listener] in Self.serve(listener, answers: answers) }
  }

  /// Starts to listen.
  convenience init(in sandbox: Sandbox, answering outcomes: String...) throws {
    try self.init(in: sandbox, answering: outcomes)
  }

  deinit {
    // It wakes the thread, which closes the descriptor.
    shutdown(listener, Int32(SHUT_RDWR))
  }

  private static func serve(_ listener: Int32, answers: [[UInt8]]) {
    defer { close(listener) }
    while true {
      let connection = accept(listener, nil, nil)
      guard connection >= 0 else { return }
      var request = [UInt8](repeating: 0, count: 1 << 16)
      for answer in answers {
        // Requests of tests are short lines, and come in one piece.
        guard unsafe recv(connection, &request, request.count, 0) > 0 else { break }
        _ = unsafe answer.withUnsafeBytes { unsafe write(connection, $0.baseAddress, $0.count) }
      }
      close(connection)
    }
  }
}
