import Index
import Ingest
import Platform
import Terminal
import Watching

/// The one thread that looks at files, one task after the other: what is asked for, and what the roots tell.
final class FileLoop: Sendable {
  private struct State {
    var tasks: [FileTask] = []
    var isWorking = false
    var isStopping = false
    var hasEnded = false
  }

  private let open: IndexUpdater.Opener
  private let writer: WriterLoop
  private let options: UpdaterOptions
  private let roots: RootRegistry
  private let onEvent: @Sendable (UpdaterEvent) -> Void
  private let state = Monitor(State())

  init(
    open: @escaping IndexUpdater.Opener, writer: WriterLoop, options: UpdaterOptions, roots: RootRegistry,
    onEvent: @escaping @Sendable (UpdaterEvent) -> Void
  ) {
    self.open = open
    self.writer = writer
    self.options = options
    self.roots = roots
    self.onEvent = onEvent
  }

  /// Starts the thread.
  func start() throws(SystemError) {
    try Thread.start { [self] in work() }
  }

  /// Lets the thread end behind what it is at, which it gives up.
  func stop() {
    state.withLock { $0.isStopping = true }
    state.broadcast()
  }

  /// Waits for the end of the thread.
  ///
  /// - Returns: whether it has ended.
  func waitUntilStopped(milliseconds: Int) -> Bool {
    state.waiting(milliseconds: milliseconds) { $0.hasEnded }
  }

  /// Whether files are looked at, or wait for that.
  var isWorking: Bool { state.withLock { $0.isWorking || !$0.tasks.isEmpty } }

  /// Has something done behind what was asked before.
  func submit(_ task: FileTask) {
    let isTaken = state.withLock { state in
      if !state.isStopping { state.tasks.append(task) }
      return !state.isStopping
    }
    guard isTaken else { return task.refuse() }
    state.broadcast()
  }

  private func work() {
    while let task = nextTask() {
      switch task {
      case .update(let request, let observer, let completion):
        completion(Result { try update(request, stoppable(observer)) })
      case .remove(let keys, let completion):
        remove(keys, then: completion)
      case .follow(let batch, let follower):
        follow(batch, follower)
      case .pause(let body):
        body(false)
      }
      state.withLock { $0.isWorking = false }
    }
    let left = state.withLock { state in
      defer { state.tasks = [] }
      return state.tasks
    }
    for task in left { task.refuse() }
    state.withLock { $0.hasEnded = true }
    state.broadcast()
  }

  private func nextTask() -> FileTask? {
    state.waiting { state -> FileTask?? in
      if state.isStopping { return .some(nil) }
      guard !state.tasks.isEmpty else { return nil }
      state.isWorking = true
      return state.tasks.removeFirst()
    }
  }

  /// Takes in what the roots have told while a long update goes on: nobody's save waits for that. To look through a whole root,
  /// which may be the very one that is being updated, has time until afterwards.
  private func followMeanwhile() {
    while true {
      let task = state.withLock { state -> FileTask? in
        guard case .follow(let batch, _)? = state.tasks.first, batch.roots.isEmpty else { return nil }
        return state.tasks.removeFirst()
      }
      guard case .follow(let batch, let follower)? = task else { return }
      follow(batch, follower)
    }
  }

  private func stoppable(_ observer: UpdateObserver) -> UpdateObserver {
    var observer = observer
    let isCancelled = observer.isCancelled
    observer.isCancelled = { [state] in isCancelled() || state.withLock { $0.isStopping } }
    return observer
  }

  // MARK: What is asked for

  private func update(_ request: FileUpdate, _ observer: UpdateObserver) throws -> FileUpdateReport {
    try Ingestor.check(request.paths.map { .path($0) })
    var rereads = request.rereads
    if request.isFollowed, !request.paths.isEmpty {
      rereads = try roots.add(request.paths, includesNames: request.includesNames) || rereads
    }
    return try scanning(observer, meanwhile: followMeanwhile) { scan, _ in
      guard !request.paths.isEmpty else {
        for root in roots.list.roots { try look(through: root, with: scan, rereads: rereads) }
        return
      }
      for path in request.paths {
        let includesNames = request.includesNames || roots.root(of: path)?.includesNames == true
        try scan.run(path, options: ingestOptions(includesNames: includesNames, path), rereads: rereads)
        try scan.sweep(below: path)
      }
    }
  }

  private func look(through root: Root, with scan: FileScan, rereads: Bool = false) throws {
    do {
      try scan.run(root.path, options: ingestOptions(includesNames: root.includesNames, root.path), rereads: rereads)
    } catch let error as IngestError {
      // What it held stays: a drive that is unplugged does not empty the index.
      return onEvent(.warning("\(error)"))
    }
    try scan.sweep(below: root.path)
  }

  private func remove(_ keys: [DocumentKey], then completion: @escaping IndexUpdater.Completion<IndexCommit>) {
    do {
      let known = KnownFiles(open)
      defer { known.close() }
      var request = IndexRequest(keys.map { .remove($0) })
      for case .path(let path) in keys {
        try roots.remove(path)
        request.files.append(.forget(path))
        try known.forEach(withPrefix: Root.prefix(of: path)) { entry in
          request.changes.append(.remove(.path(entry.path)))
          request.files.append(.forget(entry.path))
        }
      }
      writer.submit(Submission(request, isLimited: false, then: completion))
    } catch {
      completion(.failure(error))
    }
  }

  // MARK: What the roots tell

  private func follow(_ batch: WatchBatch, _ follower: Follower) {
    defer { follower.isDone(with: batch) }
    for event in roots.told(batch) { onEvent(event) }
    do {
      let report = try apply(batch)
      roots.scanned(batch)
      let count = report.addedCount + report.replacedCount + report.removedCount + report.movedCount
      if count > 0 { onEvent(.note("followed \(Quantity.count(count, "change", "changes")) of files")) }
    } catch UpdaterError.stopped {
    } catch UpdaterError.cancelled {
    } catch {
      onEvent(.warning("what has changed in the folders that are followed was not taken in: \(error)"))
      follower.lookAgainLater(at: batch)
    }
  }

  private func apply(_ batch: WatchBatch) throws -> FileUpdateReport {
    let observer = stoppable(UpdateObserver())
    return try scanning(observer, among: batch.removed) { scan, gone in
      for (root, paths) in roots.grouped(batch.changed) {
        var options = ingestOptions(includesNames: root.includesNames, root.path)
        options.selection = PathSelection(paths)
        do {
          try scan.run(root.path, options: options)
        } catch let error as IngestError {
          // It is gone by now, which will be told.
          onEvent(.note("\(error)"))
        }
      }
      let known = KnownFiles(open)
      defer { known.close() }
      for path in batch.changed {
        if let entry = try known.entry(at: path) { try scan.sweep(entry) }
      }
      for entry in gone { try scan.sweep(entry) }
      for path in batch.removed where try known.entry(at: path) == nil { try scan.remove(path) }
      for (path, change) in batch.roots {
        guard case .rescan = change, let root = roots.list.roots.first(where: { $0.path == path }) else { continue }
        try look(through: root, with: scan)
      }
    }
  }

  // MARK: What both share

  /// Looks at files and commits what has changed.
  ///
  /// - Parameters:
  ///   - observer: who waits for it.
  ///   - removed: paths at which nothing is left, if these are known: then only what stood there may have been moved.
  ///   - meanwhile: called now and then.
  ///   - body: gets a scan, and the files that were known at the paths in `removed` and below them.
  /// - Returns: what was done.
  /// - Throws: what `body` throws, and what a commit has failed with.
  private func scanning(
    _ observer: UpdateObserver, among removed: [[UInt8]]? = nil, meanwhile: @escaping () -> Void = {},
    _ body: (FileScan, [FileEntry]) throws -> Void
  ) throws -> FileUpdateReport {
    let known = KnownFiles(open)
    defer { known.close() }
    var gone: [FileEntry] = []
    for path in removed ?? [] {
      if let entry = try known.entry(at: path) { gone.append(entry) }
      try known.forEach(withPrefix: Root.prefix(of: path)) { gone.append($0) }
    }
    let batcher = ChangeBatcher(writer, batchSize: options.batchSize, observer: observer, meanwhile: meanwhile)
    let moves = removed == nil ? MoveFinder(known) : MoveFinder(known, among: gone)
    let scan = FileScan(known: known, moves: moves, batcher: batcher, observer: observer)
    do {
      try body(scan, gone)
    } catch UpdaterError.cancelled {
      // What is on its way is committed all the same.
      _ = try batcher.finish()
      throw UpdaterError.cancelled
    }
    return try scan.finish()
  }

  private func ingestOptions(includesNames: Bool, _ path: [UInt8]) -> IngestOptions {
    var options = options.ingesting
    options.includesNames = includesNames
    options.excludedPaths = roots.root(of: path)?.excluded ?? []
    return options
  }
}
