import Platform
import SearchAPI

/// `quod serve` on one index, as a child.
struct Daemon {
  /// Something that the daemon has done wrong.
  struct Misbehaviour: Error, CustomStringConvertible {
    let description: String
  }

  private static let startLimit = 30_000

  let process: Child
  let socket: SocketPath
  private let began: UInt64

  /// Starts it; it need not answer yet.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - folder: where its `index`, its socket and its log lie.
  ///   - environment: variables, `NAME=VALUE`.
  /// - Throws: what the system says against starting it.
  init(_ run: Run, in folder: String, environment: [String] = []) throws {
    socket = try SocketPath(folder + "/run/sock")
    began = SystemClock.monotonic()
    process = try Child(
      run.daemon, ["serve", "--index", folder + "/index", "--socket", folder + "/run/sock"],
      environment: ["SWIFT_BACKTRACE=enable=no"] + environment, errors: folder + "/errors")
  }

  /// A connection.
  func connect() throws -> SearchClient {
    try SearchClient(connectingTo: socket)
  }

  /// Waits for the first answer to a query.
  ///
  /// - Returns: how long that was since the start, in microseconds.
  /// - Throws: `Misbehaviour` if it ends before, or none comes.
  func waitForAnswer() throws -> Int {
    while true {
      if let end = try process.wait(milliseconds: 0) {
        throw Misbehaviour(description: "the daemon ended before it answered: \(end)")
      }
      if (try? ask()) != nil { return Int(SystemClock.monotonic() - began) / 1000 }
      guard SystemClock.monotonic() - began < UInt64(Self.startLimit) * 1_000_000 else {
        throw Misbehaviour(description: "the daemon has not answered for \(Self.startLimit) ms")
      }
      SystemClock.sleep(milliseconds: 1)
    }
  }

  private func ask() throws {
    var client = try connect()
    _ = try client.answer(to: CountRequest(query: DocumentTexts.commonWord))
  }

  /// Has it shut down, and waits for that.
  func shutDown() throws {
    var client = try connect()
    _ = try client.answer(to: ShutdownRequest())
    let end = try process.wait()
    guard end == .exited(0) else { throw Misbehaviour(description: "the daemon was shut down: \(end)") }
  }

  /// Kills it and waits for its end.
  func kill() throws {
    process.kill()
    _ = try process.wait()
  }
}
