import Index
import Logging
import NIOCore
import NIOPosix
import Platform

/// The daemon: answers JSON-RPC over a Unix socket from one or more indexes.
///
///     try Server(configuration).run()
///
/// One event loop moves bytes, cuts frames and keeps the time; a fixed pool of threads answers. What a client may do to
/// it is bounded by ``ServerLimits``; docs/PROTOCOL.md has the protocol.
public final class Server: Sendable {
  private enum StopReason {
    /// What the pipe carries for a call of `stop()`; for a signal it carries its number.
    static let request: UInt8 = 0
  }

  private let configuration: ServerConfiguration
  private let pipe: WakePipe

  /// Makes a server, which does nothing before ``run(whenReady:)``.
  ///
  /// - Throws: `ServerError` with `configuration` or `system`.
  public init(_ configuration: ServerConfiguration) throws(ServerError) {
    try configuration.validate()
    self.configuration = configuration
    do throws(SystemError) {
      pipe = try WakePipe()
    } catch {
      throw ServerError(error, doing: "make a pipe")
    }
  }

  /// Tells the server to stop, from any thread. One that does not run yet will stop at once.
  public func stop() {
    pipe.wake(StopReason.request)
  }

  /// Serves until a client asks for `shutdown`, until ``stop()`` is called, or until a signal comes, if the
  /// configuration has it so. Requests that are being answered then have two seconds to end.
  ///
  /// To be called once, on a thread that may block.
  ///
  /// - Parameter whenReady: called on the same thread when clients can connect.
  /// - Throws: `ServerError` where the server cannot start, with `noIndex` if none of the indexes can be opened.
  public func run(whenReady: () -> Void = {}) throws {
    guard configuration.handlesSignals else { return try serve(whenReady) }
    try StopSignals.deliver(to: pipe) { try serve(whenReady) }
  }

  private func serve(_ whenReady: () -> Void) throws {
    let logger = configuration.logger
    var claim = try SocketClaim(configuration.socket)
    let catalog = IndexCatalog(configuration.indexes, factory: configuration.updaters, logger: logger)
    // Also where something is in the way of serving; at the usual end they have ended before.
    defer { catalog.stopUpdates(milliseconds: configuration.limits.drainMilliseconds) }
    let repair = configuration.program.map { IndexRepair(program: $0, logger: logger) }
    defer { repair?.stop() }
    try open(catalog, repair)
    let pool: QueryPool
    do throws(SystemError) {
      pool = try QueryPool(threadCount: configuration.threadCount)
    } catch {
      throw ServerError(error, doing: "start \(configuration.threadCount) threads")
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    defer { stop(catalog, pool, group) }

    let listener = Listener(
      configuration: configuration, catalog: catalog, queue: pool, eventLoop: group.next(), requestStop: stop)
    try listener.start(claim.listen())
    logger.info(
      "serving",
      metadata: [
        "socket": "\(configuration.socket)", "indexes": "\(configuration.indexes.map(\.name))",
        "threads": "\(configuration.threadCount)", "process": "\(CurrentProcess.id)",
      ])
    whenReady()

    let reason = pipe.sleep()
    logger.info("stopping", metadata: ["reason": reason == StopReason.request ? "asked to" : "signal \(reason)"])
    // First the name goes: who comes now shall start a server of his own rather than talk to one that ends.
    claim.removeSocket()
    listener.stop()
  }

  /// Opens all indexes, so that what is wrong with one is said at the start. It is tried again when it is asked. Where there is
  /// none, an empty one is made.
  ///
  /// - Parameters:
  ///   - catalog: the indexes.
  ///   - repair: what looks after those whose last writer did not end in order; nil to leave them as they are.
  /// - Throws: `ServerError` with `noIndex` if none can be opened.
  private func open(_ catalog: IndexCatalog, _ repair: IndexRepair?) throws(ServerError) {
    if let repair {
      // A damaged file is not to be opened here, if that can be told soon enough.
      let suspects = catalog.indexes.filter { (try? IndexRecovery.needsCheck($0.location.directory)) ?? false }
      for index in suspects { repair.begin(index) }
      repair.waitABit(for: suspects)
    }
    var failures: [(index: String, error: any Error)] = []
    for index in catalog.indexes {
      do {
        if try index.makeIfMissing() {
          configuration.logger.notice(
            "made an empty index",
            metadata: ["index": "\(index.location.name)", "directory": "\(index.location.directory)"])
        }
        try index.withSnapshot { _ in }
      } catch {
        let isMadeAnew = IndexRepair.isDamage(error) ? try? IndexRepair.makeAnew(index, because: "\(error)") : nil
        if isMadeAnew != true { failures.append((index.location.name, error)) }
      }
    }
    // Each of them has to know the directories of all.
    for index in catalog.indexes { index.startUpdates() }
    guard failures.count < catalog.indexes.count else {
      throw ServerError(.noIndex, failures.map { "\($0.error)" }.joined(separator: "\n"))
    }
    for (name, error) in failures {
      configuration.logger.error("an index cannot be opened", metadata: ["index": "\(name)", "error": "\(error)"])
    }
  }

  private func stop(_ catalog: IndexCatalog, _ pool: QueryPool, _ group: MultiThreadedEventLoopGroup) {
    pool.stop()
    let patience = configuration.limits.drainMilliseconds
    let haveUpdatesEnded = catalog.stopUpdates(milliseconds: patience)
    guard pool.waitUntilStopped(milliseconds: patience), haveUpdatesEnded else {
      // The event loop stays too: the thread will want to hand its answer over.
      configuration.logger.warning("a request does not end; its thread is left behind")
      return
    }
    do {
      try group.syncShutdownGracefully()
    } catch {
      configuration.logger.warning("the event loop does not end", metadata: ["error": "\(error)"])
    }
  }
}
