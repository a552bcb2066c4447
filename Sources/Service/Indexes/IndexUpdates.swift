import Logging
import SearchAPI
import Synchronization
import Updating

/// The changes of one index: what keeps it up to date, and the work that waits for commits.
final class IndexUpdates: Sendable {
  private struct State {
    var updater: (any Updater)?
    /// Why there is none.
    var failure: any Error = UpdaterError.stopped
    /// What went wrong last.
    var lastError: String?
    /// Whether one is being made.
    var isStarting = false
    /// Whether there will be no other.
    var isClosed = false
  }

  /// The work that waits for commits.
  let waiters = EpochWaiters()
  private let location: IndexLocation
  private let factory: UpdaterFactory
  private let logger: Logger
  private let state = Mutex(State())

  /// - Parameters:
  ///   - location: which index.
  ///   - factory: makes the updater.
  ///   - logger: where events are logged.
  init(_ location: IndexLocation, factory: UpdaterFactory, logger: Logger) {
    self.location = location
    self.factory = factory
    self.logger = logger
  }

  /// Keeps the index up to date from now on, unless it is. One that cannot be is still there to be searched.
  ///
  /// - Parameters:
  ///   - options: limits and times.
  ///   - open: gives the index.
  func start(_ options: UpdaterOptions, _ open: @escaping IndexUpdater.Opener) {
    let isFirst = state.withLock { state in
      let isFirst = state.updater == nil && !state.isStarting && !state.isClosed
      if isFirst { state.isStarting = true }
      return isFirst
    }
    guard isFirst else { return }
    defer { state.withLock { $0.isStarting = false } }
    let updater = factory.make(
      UpdaterFactory.Parts(
        directory: location.directory, options: options, open: open, onEvent: { [weak self] in self?.note($0) },
        onCommit: { [weak self] in self?.waiters.reached($0) }))
    do {
      try updater.start()
      state.withLock { $0.updater = updater }
    } catch {
      note(.warning("the index is not kept up to date: \(error)"))
      state.withLock { $0.failure = error }
    }
  }

  /// Ends the updater: what it has taken is committed.
  ///
  /// - Parameter milliseconds: how long it may take.
  /// - Returns: whether it has ended; if not, it still has the index open.
  func stop(milliseconds: Int) -> Bool {
    let updater = state.withLock { state in
      defer { (state.updater, state.failure) = (nil, UpdaterError.stopped) }
      return state.updater
    }
    return updater?.stop(milliseconds: milliseconds) ?? true
  }

  /// Ends it as ``stop(milliseconds:)`` does, for good.
  func close(milliseconds: Int) -> Bool {
    state.withLock { $0.isClosed = true }
    return stop(milliseconds: milliseconds)
  }

  /// What takes changes.
  ///
  /// - Throws: why there is none.
  func updater() throws -> any Updater {
    try state.withLock { state in
      guard let updater = state.updater else { throw state.failure }
      return updater
    }
  }

  /// The folders and files that are followed.
  var roots: [IndexRoot] {
    let updater = state.withLock { $0.updater }
    return updater?.roots.map(IndexRoot.init) ?? []
  }

  /// What is told of it.
  var status: UpdatingStatus {
    let (updater, lastError) = state.withLock { ($0.updater, $0.lastError) }
    var status = UpdatingStatus()
    status.lastError = lastError
    guard let updater else { return status }
    let now = updater.status
    status.pendingRequests = now.waitingCount
    status.pendingBytes = UInt64(clamping: now.waitingBytes)
    status.isMerging = now.isMerging
    status.isReading = now.isReading
    status.isCopying = now.isCopying
    status.obstacle = now.obstacle
    status.roots = updater.roots.map(IndexRoot.init)
    return status
  }

  /// Tells the user of something, in the log and in the index's status.
  func warn(_ text: String) {
    note(.warning(text))
  }

  private func note(_ event: UpdaterEvent) {
    switch event {
    case .note(let text): logger.info("\(text)", metadata: ["index": "\(location.name)"])
    case .warning(let text):
      logger.warning("\(text)", metadata: ["index": "\(location.name)"])
      state.withLock { $0.lastError = text }
    }
  }
}

extension IndexRoot {
  init(_ root: RootStatus) {
    self.init(
      path: DocumentPath(bytes: root.path), state: root.state.rawValue, reason: root.reason, files: root.fileCount,
      excluded: root.excluded.map(DocumentPath.init(bytes:)))
  }
}
