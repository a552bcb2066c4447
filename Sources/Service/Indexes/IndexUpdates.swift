import Index
import LMDB
import Logging
import SearchAPI
import Synchronization
import Updating

/// The changes of one index: its updater while it is open, and the work that waits for commits.
final class IndexUpdates: Sendable {
  private struct State {
    var updater: (any Updater)?
    /// Why there is none.
    var failure: any Error = UpdaterError.stopped
    /// What went wrong last.
    var lastError: String?
  }

  /// The work that waits for commits.
  let waiters = EpochWaiters()
  private let name: String
  private let factory: UpdaterFactory
  private let logger: Logger
  private let state = Mutex(State())

  /// - Parameters:
  ///   - name: what the log calls the index.
  ///   - factory: makes the updaters.
  ///   - logger: where events are logged.
  init(name: String, factory: UpdaterFactory, logger: Logger) {
    self.name = name
    self.factory = factory
    self.logger = logger
  }

  /// Keeps an index up to date from now on. One that cannot be is still there to be searched.
  ///
  /// - Parameters:
  ///   - reader: the index, which was opened just now.
  ///   - obstacle: why it cannot be written, if that is known.
  func begin(_ reader: IndexReader, obstacle: LMDBError?) {
    if let obstacle {
      logger.notice("an index is read-only", metadata: ["index": "\(name)", "reason": "\(obstacle)"])
      return state.withLock { $0.failure = UpdaterError.readOnly("\(obstacle)") }
    }
    let updater = factory.make(
      reader, { [weak self] in self?.note($0) }, { [weak self] in self?.waiters.reached($0) })
    do {
      try updater.start()
      state.withLock { $0.updater = updater }
    } catch {
      note(.warning("the index is not kept up to date: \(error)"))
      state.withLock { $0.failure = error }
    }
  }

  /// Ends the updater, with what it is at.
  ///
  /// - Parameter milliseconds: how long it may take.
  /// - Returns: whether it has ended; if not, it still has the index open.
  @discardableResult
  func end(milliseconds: Int) -> Bool {
    let updater = state.withLock { state in
      defer { (state.updater, state.failure) = (nil, UpdaterError.stopped) }
      return state.updater
    }
    return updater?.stop(milliseconds: milliseconds) ?? true
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
    let (updater, failure, lastError) = state.withLock { ($0.updater, $0.failure, $0.lastError) }
    var status = UpdatingStatus()
    status.lastError = lastError
    guard let updater else {
      status.readOnly = "\(failure)"
      return status
    }
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

  private func note(_ event: UpdaterEvent) {
    switch event {
    case .note(let text): logger.info("\(text)", metadata: ["index": "\(name)"])
    case .warning(let text):
      logger.warning("\(text)", metadata: ["index": "\(name)"])
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
