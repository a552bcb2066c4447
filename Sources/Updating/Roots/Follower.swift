import Ingest
import Platform
import Synchronization
import Watching

/// Watches the roots, and hands over what has changed in them, batch by batch.
final class Follower: Sendable {
  /// How long to wait before what could not be taken in is looked at again, in milliseconds.
  private static let retryTime = 5_000

  private struct State {
    var watcher: Watcher?
    var filter: EntryFilter?
    var isStopped = false
  }

  private let directory: [UInt8]
  private let options: WatchOptions
  private let onBatch: @Sendable (WatchBatch, Follower) -> Void
  private let onEvent: @Sendable (UpdaterEvent) -> Void
  private let state = Mutex(State())
  /// Whether a batch is being taken in.
  private let isBusy = Monitor(false)

  /// Makes a follower, which watches nothing yet.
  ///
  /// - Parameters:
  ///   - directory: that of the index, which is left out.
  ///   - options: times and limits.
  ///   - onEvent: told what the user should know.
  ///   - onBatch: gets what has changed, and calls ``isDone(with:)`` when that has been taken in.
  init(
    directory: String, options: WatchOptions, onEvent: @escaping @Sendable (UpdaterEvent) -> Void,
    onBatch: @escaping @Sendable (WatchBatch, Follower) -> Void
  ) {
    self.directory = Array(directory.utf8)
    self.options = options
    self.onEvent = onEvent
    self.onBatch = onBatch
  }

  /// Watches other roots from now on.
  func update(adding added: [[UInt8]], removing removed: [[UInt8]]) {
    state.withLock { state in
      guard !state.isStopped else { return }
      if let watcher = state.watcher {
        for path in removed { watcher.remove(path) }
        for path in added { watcher.add(path) }
        return
      }
      guard !added.isEmpty else { return }
      let filter = EntryFilter(excluding: directory)
      do {
        let watcher = try Watcher(roots: added, options: options) { path, root, isFolder in
          filter.isLeftOut(path, root: root, isFolder: isFolder)
        }
        state.watcher = watcher
        state.filter = filter
        try Thread.start { [self] in tell(of: watcher) }
      } catch {
        onEvent(.warning("folders cannot be followed: \(error)"))
      }
    }
  }

  /// Watches nothing any more.
  func stop() {
    state.withLock { state in
      state.isStopped = true
      state.watcher?.stop()
    }
    isBusy.withLock { $0 = false }
    isBusy.broadcast()
  }

  /// A batch has been taken in.
  func isDone(with batch: WatchBatch) {
    let ignoreFiles = (batch.changed + batch.removed).filter(EntryFilter.isIgnoreFile)
    if !ignoreFiles.isEmpty {
      // What they say concerns files that nothing else is told of.
      let (watcher, filter) = state.withLock { ($0.watcher, $0.filter) }
      filter?.clear()
      for root in rootsHolding(ignoreFiles) { watcher?.rescan(root) }
    }
    isBusy.withLock { $0 = false }
    isBusy.broadcast()
  }

  /// Looks through everything that a batch is about once more, after a while.
  func lookAgainLater(at batch: WatchBatch) {
    let paths = rootsHolding(batch.changed + batch.removed + batch.roots.keys)
    let watcher = state.withLock { $0.watcher }
    _ = try? Thread.start {
      SystemClock.sleep(milliseconds: Self.retryTime)
      for root in paths { watcher?.rescan(root) }
    }
  }

  /// The roots that some paths are in; set by whoever knows them.
  var rootsHolding: @Sendable ([[UInt8]]) -> [[UInt8]] {
    get { holder.withLock { $0 } }
    set { holder.withLock { $0 = newValue } }
  }
  private let holder = Mutex<@Sendable ([[UInt8]]) -> [[UInt8]]>({ _ in [] })

  private func tell(of watcher: Watcher) {
    while let batch = watcher.next() {
      guard !state.withLock({ $0.isStopped }) else { return }
      isBusy.withLock { $0 = true }
      onBatch(batch, self)
      isBusy.waiting { $0 ? nil : () }
    }
  }
}
