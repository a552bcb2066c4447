import Logging
import NIOCore
import NIOPosix
import Platform

/// Accepts connections on the event loop and gives each its handlers.
final class Listener: Sendable {
  /// How often the indexes are looked after.
  private static let maintenanceInterval = TimeAmount.seconds(60)

  private let configuration: ServerConfiguration
  private let catalog: IndexCatalog
  private let queue: any JobQueue
  private let eventLoop: any EventLoop
  private let services: NIOLoopBoundBox<ConnectionServices>
  private let channel: NIOLoopBoundBox<(any Channel)?>

  /// - Parameters:
  ///   - configuration: whom to serve, and how much.
  ///   - catalog: the indexes.
  ///   - queue: where requests are answered.
  ///   - eventLoop: where everything else is done.
  ///   - requestStop: has the server stop.
  init(
    configuration: ServerConfiguration, catalog: IndexCatalog, queue: any JobQueue, eventLoop: any EventLoop,
    requestStop: @escaping @Sendable () -> Void
  ) {
    self.configuration = configuration
    self.catalog = catalog
    self.queue = queue
    self.eventLoop = eventLoop
    let statistics = ServerStatistics()
    let dispatcher = RequestDispatcher(
      catalog: catalog, statistics: statistics, answerLength: configuration.limits.answerLength,
      logger: configuration.logger, program: configuration.program, willAnswer: configuration.willAnswer)
    services = .makeBoxSendingValue(
      ConnectionServices(
        limits: configuration.limits,
        registry: ConnectionRegistry(limit: configuration.limits.connections, statistics: statistics),
        dispatcher: dispatcher, queue: queue, statistics: statistics, logger: configuration.logger,
        requestStop: requestStop),
      eventLoop: eventLoop)
    channel = .makeBoxSendingValue(nil, eventLoop: eventLoop)
  }

  /// Begins to accept.
  ///
  /// - Parameter socket: listens already.
  /// - Throws: what the event loop has against it.
  func start(_ socket: consuming Platform.FileDescriptor) throws {
    let bootstrap = ServerBootstrap(group: eventLoop)
      .serverChannelInitializer { [logger = configuration.logger] channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(AcceptPause(logger: logger))
        }
      }
      // It listens once more.
      .serverChannelOption(.backlog, value: ListeningSocket.backlog)
      .childChannelOption(.allowRemoteHalfClosure, value: true)
      .childChannelInitializer { [self] channel in
        channel.eventLoop.makeCompletedFuture { try admit(channel) }
      }
    let channel = try bootstrap.withBoundSocket(socket.release()).wait()
    try eventLoop.submit { [self] in
      self.channel.value = channel
      eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: Self.maintenanceInterval) { [self] _ in
        queue.submit(MaintenanceJob(catalog, logger: configuration.logger))
      }
    }.wait()
  }

  /// Accepts no more, lets the connections answer what they owe within the time that the limits give, and closes them.
  func stop() {
    let promise = eventLoop.makePromise(of: Void.self)
    eventLoop.execute { [self] in
      channel.value?.close(promise: nil)
      let registry = services.value.registry
      registry.drain { promise.succeed() }
      let patience = TimeAmount.milliseconds(Int64(configuration.limits.drainMilliseconds))
      eventLoop.assumeIsolated().scheduleTask(in: patience) { registry.closeAll() }
    }
    // A promise that only succeeds.
    try? promise.futureResult.wait()
  }

  private func admit(_ channel: any Channel) throws {
    let services = services.value
    let logger = configuration.logger
    let user = try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
      try? Platform.FileDescriptor(unowned: $0).peerUser()
    }.flatMap(\.self)
    guard let user, user == configuration.user else {
      logger.warning(
        "refused a connection of another user", metadata: ["user": "\(user.map(String.init) ?? "unknown")"])
      channel.close(promise: nil)
      return
    }
    guard let admission = services.registry.admission() else {
      channel.close(promise: nil)
      return
    }
    try channel.pipeline.syncOperations.addHandlers([
      WriteGuard(limits: services.limits, logger: logger),
      FramingHandler(limits: services.limits, logger: logger),
      RequestHandler(services, admission: admission),
    ])
  }
}
