import JSON
import Logging
import NIOCore
import NIOEmbedded
import Platform

@testable import Service

/// One connection without a socket, whose requests wait in a list.
final class TestConnection {
  let channel = EmbeddedChannel()
  let jobs = JobList()
  let registry: ConnectionRegistry
  let handler: RequestHandler
  let dispatcher: RequestDispatcher
  let statistics = ServerStatistics()
  let catalog: IndexCatalog
  private(set) var stopRequests = Monitor(0)

  /// - Parameters:
  ///   - limits: what the client may ask.
  ///   - admission: whether it is served.
  ///   - directory: where the index is that it asks; nowhere by default.
  ///   - updater: what changes that index.
  ///   - willAnswer: called before a request is answered.
  /// - Throws: what the channel has against it.
  init(
    limits: ServerLimits = ServerLimits(), admission: RequestHandler.Admission = .served,
    directory: String = "/nonexistent", updater: (any Updater)? = nil,
    willAnswer: (@Sendable (TypedRequest) -> Void)? = nil
  ) throws {
    let logger = Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() })
    catalog = IndexCatalog(
      [IndexLocation(directory: directory)],
      factory: UpdaterFactory { _ in updater ?? FakeUpdater() }, logger: logger)
    if updater != nil { catalog.indexes[0].startUpdates() }
    registry = ConnectionRegistry(limit: limits.connections, statistics: statistics)
    dispatcher = RequestDispatcher(
      catalog: catalog, statistics: statistics, answerLength: limits.answerLength, logger: logger, program: nil,
      willAnswer: willAnswer)
    let services = ConnectionServices(
      limits: limits, registry: registry, dispatcher: dispatcher, queue: jobs, statistics: statistics, logger: logger,
      requestStop: { [stopRequests] in stopRequests.withLock { $0 += 1 } })
    handler = RequestHandler(services, admission: admission)
    try channel.pipeline.syncOperations.addHandlers([
      WriteGuard(limits: limits, logger: logger), FramingHandler(limits: limits, logger: logger), handler,
    ])
    channel.connect(to: try SocketAddress(unixDomainSocketPath: "/test"), promise: nil)
  }

  deinit {
    // Left-over answers are no error.
    _ = try? channel.finish(acceptAlreadyClosed: true)
  }

  /// Has bytes arrive.
  func receive(_ text: String) throws {
    try channel.writeInbound(ByteBuffer(string: text))
  }

  /// Has a request arrive as a line.
  func receiveRequest(_ id: Int, _ method: String = "count", _ params: String = #"{"query":"prime"}"#) throws {
    try receive(#"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":\#(params)}"# + "\n")
  }

  /// The next bytes that were sent.
  func sentText() throws -> String? {
    channel.embeddedEventLoop.run()
    return try channel.readOutbound(as: ByteBuffer.self).map { String(buffer: $0) }
  }

  /// The next answer that was sent as a line.
  func sent() throws -> JSONValue? {
    try sentText().map { try JSONValue(parsing: $0) }
  }
}
