import Index
import Logging
import Platform
import SearchAPI
import TestSupport

@testable import Service

/// A server on a thread of its own, over indexes in a temporary directory.
final class TestServer: Sendable {
  struct Failure: Error {}

  private enum State {
    case starting, ready
    case ended((any Error)?)
  }

  let directory: TemporaryDirectory
  let server: Server
  private let state = Monitor(State.starting)

  var socketPath: String { directory.path(of: "run/sock") }

  /// Builds an index of each list of texts and serves them under these names; where there are none, one that is not there yet.
  init(
    _ indexes: [String: [String]] = ["default": TestIndex.texts],
    configure: (inout ServerConfiguration) throws -> Void = { _ in }
  ) throws {
    directory = try TemporaryDirectory()
    for (name, texts) in indexes { try TestIndex.build(texts, in: directory.path(of: name)) }
    let names = indexes.isEmpty ? ["default"] : indexes.keys.sorted()
    server = try Self.makeServer(in: directory, indexes: names, configure)
    try start()
  }

  /// Serves what lies in a directory already.
  init(
    in directory: TemporaryDirectory, indexes: [String] = ["default"],
    configure: (inout ServerConfiguration) throws -> Void = { _ in }
  ) throws {
    self.directory = directory
    server = try Self.makeServer(in: directory, indexes: indexes, configure)
    try start()
  }

  deinit {
    server.stop()
    _ = state.waiting(milliseconds: 10_000) { if case .ended = $0 { true } else { false } }
  }

  func connect() throws -> TestClient { try TestClient(socketPath) }

  /// Waits for the server to end.
  ///
  /// - Returns: whether it did, without an error.
  func hasEnded() -> Bool {
    _ = state.waiting(milliseconds: 10_000) { if case .ended = $0 { true } else { false } }
    return state.withLock { if case .ended(nil) = $0 { true } else { false } }
  }

  private func start() throws {
    try Platform.Thread.start { [server, state] in
      do {
        try server.run {
          state.withLock { $0 = .ready }
          state.broadcast()
        }
        state.withLock { $0 = .ended(nil) }
      } catch {
        state.withLock { $0 = .ended(error) }
      }
      state.broadcast()
    }
    _ = state.waiting(milliseconds: 10_000) { if case .starting = $0 { false } else { true } }
    if case .ended(let error?) = state.withLock({ $0 }) { throw error }
  }

  private static func makeServer(
    in directory: TemporaryDirectory, indexes: [String], _ configure: (inout ServerConfiguration) throws -> Void
  ) throws -> Server {
    var configuration = ServerConfiguration(
      socket: try SocketPath(directory.path(of: "run/sock")),
      indexes: indexes.map { IndexLocation(name: $0, directory: directory.path(of: $0)) },
      logger: Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }))
    configuration.handlesSignals = false
    configuration.threadCount = 2
    try configure(&configuration)
    return try Server(configuration)
  }
}
