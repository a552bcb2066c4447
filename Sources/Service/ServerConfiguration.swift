public import Logging
import Platform
public import SearchAPI

/// What a server serves, where, and how.
public struct ServerConfiguration: Sendable {
  /// The most threads that work on requests: each keeps a read transaction of each index, and LMDB has 126 of these.
  public static let greatestThreadCount = 64

  /// Where clients connect.
  public var socket: SocketPath
  /// The indexes; their names differ.
  public var indexes: [IndexLocation]
  /// How many threads work on requests, from 1 to ``greatestThreadCount``: as many as there are cores by default.
  public var threadCount: Int
  /// What clients may ask at most.
  public var limits = ServerLimits()
  /// Whether SIGTERM and SIGINT stop the server. One server of a process can listen to them.
  public var handlesSignals = true
  /// Where events are logged. No text of a query or a document is.
  public var logger: Logger

  /// The path of `quod`, which verifies indexes in processes of its own; nil to refuse that.
  public var program: [UInt8]?

  /// What keeps the indexes up to date.
  var updaters = UpdaterFactory.standard
  /// The user whose connections are served.
  var user = CurrentProcess.user
  /// Called on a worker's thread before it answers a request: where tests hold it up.
  var willAnswer: (@Sendable (TypedRequest) -> Void)?

  /// Makes a configuration with the default limits.
  ///
  /// - Parameters:
  ///   - socket: where clients connect.
  ///   - indexes: the indexes, at least one.
  ///   - logger: where events are logged; on standard error by default.
  public init(
    socket: SocketPath, indexes: [IndexLocation],
    logger: Logger = Logger(label: "quod", factory: { StreamLogHandler.standardError(label: $0) })
  ) {
    self.socket = socket
    self.indexes = indexes
    self.logger = logger
    threadCount = min(CurrentProcess.processorCount, Self.greatestThreadCount)
  }

  /// Checks what cannot be right.
  func validate() throws(ServerError) {
    guard !indexes.isEmpty else { throw ServerError(.configuration, "there is no index to serve") }
    for (position, index) in indexes.enumerated() {
      guard !index.name.isEmpty, index.name.utf8.count <= RequestLimits.nameLength else {
        throw ServerError(.configuration, "the name of an index has 1 to \(RequestLimits.nameLength) bytes")
      }
      guard !indexes[..<position].contains(where: { $0.name.utf8.elementsEqual(index.name.utf8) }) else {
        throw ServerError(.configuration, "two indexes have the name \(index.name); name them, as in --index wiki=DIR")
      }
      guard !indexes[..<position].contains(where: { $0.directory.utf8.elementsEqual(index.directory.utf8) }) else {
        throw ServerError(.configuration, "the index in \(index.directory) is named twice; give it one name")
      }
    }
    guard 1...Self.greatestThreadCount ~= threadCount else {
      throw ServerError(.configuration, "the number of threads must be from 1 to \(Self.greatestThreadCount)")
    }
  }
}
