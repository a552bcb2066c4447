import Foundation
import JSONRPC
import SearchAPI

/// A daemon that serves the index of a sandbox, killed at the latest when it is let go.
final class Daemon: Sendable {
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Where it listens.
  let socket: String
  let process: Subprocess

  /// Starts it and waits until it answers.
  ///
  /// - Parameters:
  ///   - sandbox: whose index it serves, and at whose socket.
  ///   - index: another index.
  ///   - arguments: further ones.
  /// - Throws: where it does not come up.
  init(in sandbox: Sandbox, index: String? = nil, arguments: [String] = []) throws {
    socket = sandbox.socket
    process = try sandbox.start("quod", ["serve", "--index", index ?? sandbox.index] + arguments)
    let deadline = Date(timeIntervalSinceNow: Subprocess.patience)
    while true {
      do {
        _ = try answer(to: StatusRequest())
        return
      } catch let error as SearchClientError {
        guard process.isRunning, Date() < deadline else {
          throw Failure(description: "the daemon does not answer (\(error)); it said: \(process.errorText)")
        }
      }
      usleep(5_000)
    }
  }

  /// Asks on a connection of its own.
  func answer<Request: APIRequest>(to request: Request) throws -> Request.Answer {
    var client = try SearchClient(connectingTo: SocketPath(socket), timeoutMilliseconds: 30_000)
    return try client.answer(to: request, timeoutMilliseconds: 60_000)
  }

  /// How many documents match.
  func count(_ query: String) throws -> Int {
    var request = CountRequest(query: query)
    request.timeoutMilliseconds = RequestLimits.timeoutMilliseconds.upperBound
    return try answer(to: request).count
  }

  /// A connection for bytes of all kinds.
  func connect() throws -> RawConnection {
    try RawConnection(to: self)
  }

  /// Ends it as a service manager does.
  func stop() throws -> Outcome {
    process.signal(SIGTERM)
    return try process.wait()
  }
}
