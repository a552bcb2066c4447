public import Index
import Ingest
import Platform
import Watching

/// Keeps one index up to date: takes changes from any thread, commits them in groups, merges beside that, and follows the
/// folders that were given to it.
///
/// It has a thread that writes, one that merges, one that looks at files, and two that watch where there are roots. The right to
/// write is taken when there is something to write, and kept while there are roots.
public final class IndexUpdater: Sendable {
  /// Gets what came of a request, on a thread of the updater: to be left soon.
  public typealias Completion<Value> = @Sendable (Result<Value, any Error>) -> Void
  /// Gives the index, opened for writing where that may be (`IndexReader.openForWriting`): the same one as long as its file is.
  /// It is called on threads of the updater, and waits for those who still read where the file was replaced.
  public typealias Opener = @Sendable () throws -> IndexReader

  private let writer: WriterLoop
  private let files: FileLoop
  private let follower: Follower
  private let registry: RootRegistry
  private let upkeep: Upkeep
  private let fileCounts: FileCounts
  /// By which the follower finds the thread for files, which in turn knows the roots, and these the follower; and the writer
  /// the upkeep, which knows it.
  private let link: Monitor<(files: FileLoop, upkeep: Upkeep)?>

  /// Makes an updater, which does nothing before ``start()``.
  ///
  /// - Parameters:
  ///   - directory: where the index lies; it has to be there, since its files must never be read as a source.
  ///   - options: limits and times.
  ///   - open: gives the index.
  ///   - onEvent: called with what a user or a log should know, on any thread.
  ///   - onCommit: called with the epoch behind each commit, on the writer's thread.
  public init(
    directory: String, options: UpdaterOptions = UpdaterOptions(), open: @escaping Opener,
    onEvent: @escaping @Sendable (UpdaterEvent) -> Void = { _ in },
    onCommit: @escaping @Sendable (UInt64) -> Void = { _ in }
  ) {
    var options = options
    if let own = FileIdentity(path: Array(directory.utf8)) { options.ingesting.excludedFolders.insert(own) }
    let link = Monitor<(files: FileLoop, upkeep: Upkeep)?>(nil)
    let writer = WriterLoop(open: open, options: options, onEvent: onEvent, onCommit: onCommit) { isAtRest in
      link.withLock { $0 }?.upkeep.giveSpaceBack(isAtRest: isAtRest)
    }
    let follower = Follower(directory: directory, options: options.watching, onEvent: onEvent) { batch, follower in
      link.withLock { $0 }?.files.submit(.follow(batch, follower))
    }
    let registry = RootRegistry(directory: directory) { added, removed in
      follower.update(adding: added, removing: removed)
    }
    follower.rootsHolding = { paths in registry.grouped(paths).map(\.root.path) }
    let files = FileLoop(open: open, writer: writer, options: options, roots: registry, onEvent: onEvent)
    let upkeep = Upkeep(writer: writer, files: files, open: open, onEvent: onEvent)
    link.withLock { $0 = (files, upkeep) }
    self.upkeep = upkeep
    fileCounts = FileCounts(open)
    self.writer = writer
    self.files = files
    self.follower = follower
    self.registry = registry
    self.link = link
  }

  /// Whether the index in a directory follows any folders or files, from which it could be made anew.
  ///
  /// - Parameter directory: where the index lies, or has lain.
  /// - Returns: false also where that cannot be told.
  public static func hasRoots(in directory: String) -> Bool {
    (try? RootList(readingFrom: directory))?.roots.isEmpty == false
  }

  /// Starts the threads, and follows the roots of the index if it has any.
  ///
  /// - Throws: `SystemError` where there are no more threads; `RootListError`.
  public func start() throws {
    try writer.start()
    try files.start()
    try registry.load()
    writer.setKeepsLock(!registry.list.roots.isEmpty)
  }

  /// Ends the threads: what was taken is committed, files that are being read are given up.
  ///
  /// - Parameter milliseconds: how long to wait for that.
  /// - Returns: whether they have ended.
  @discardableResult
  public func stop(milliseconds: Int) -> Bool {
    follower.stop()
    files.stop()
    link.withLock { $0 = nil }
    let filesEnded = files.waitUntilStopped(milliseconds: milliseconds)
    writer.stop()
    return writer.waitUntilStopped(milliseconds: milliseconds) && filesEnded
  }

  // MARK: Changes

  /// Makes changes, all of them or none, in one commit with those of others that wait.
  ///
  /// - Parameters:
  ///   - changes: the changes, in their order.
  ///   - completion: gets what was changed once it is durable and searchable; or `UpdaterError.busy` at once if too much waits,
  ///     `IndexError.documentExists`, `IndexError.limitExceeded`, `UpdaterError.diskFull`, `LMDBError`.
  public func apply(_ changes: [IndexChange], then completion: @escaping Completion<IndexCommit>) {
    writer.submit(Submission(IndexRequest(changes), then: completion))
  }

  /// Waits for all that was asked before, and for what the roots have told until now.
  ///
  /// - Parameter completion: gets the epoch that has all of it.
  public func commit(then completion: @escaping Completion<UInt64>) {
    files.submit(
      .pause { [writer] isStopped in
        guard !isStopped else { return completion(.failure(UpdaterError.stopped)) }
        writer.submit(
          Submission(IndexRequest(), isLimited: false) { result in completion(result.map(\.epoch)) })
      })
  }

  // MARK: Files

  /// Takes files and folders in, or again where they have changed, and follows them from now on if that is asked for.
  ///
  /// - Parameters:
  ///   - request: which, and how.
  ///   - observer: is told how far it is, and says whether to go on. What was committed stays.
  ///   - completion: gets what was done once all is durable and searchable; `UpdaterError.cancelled`, `IngestError` for a path
  ///     that is not there.
  public func update(
    _ request: FileUpdate, observer: UpdateObserver = UpdateObserver(),
    then completion: @escaping Completion<FileUpdateReport>
  ) {
    files.submit(
      .update(request, observer) { [self] result in
        writer.setKeepsLock(!registry.list.roots.isEmpty)
        completion(result)
      })
  }

  /// Removes documents by path or id. A path that is a folder stands for all below it; one that is a root is followed no more;
  /// one inside a root is left out from now on.
  ///
  /// - Parameters:
  ///   - keys: which.
  ///   - completion: gets what was changed once it is durable.
  public func remove(_ keys: [DocumentKey], then completion: @escaping Completion<IndexCommit>) {
    let namesPaths = keys.contains { key in
      if case .path = key { true } else { false }
    }
    guard namesPaths else { return apply(keys.map { .remove($0) }, then: completion) }
    files.submit(
      .remove(keys) { [self] result in
        writer.setKeepsLock(!registry.list.roots.isEmpty)
        completion(result)
      })
  }

  /// The folders and files that are followed. If the index has changed, their files are counted, which takes a while where they are
  /// many.
  public var roots: [RootStatus] {
    var statuses = registry.statuses
    guard let counts = try? fileCounts.counts(of: statuses.map(\.path)) else { return statuses }
    for (number, count) in counts.enumerated() { statuses[number].fileCount = count }
    return statuses
  }

  // MARK: Upkeep

  /// Merges all segments into one and gives free space back to the file system. Queries go on meanwhile, and so do changes until the
  /// file is rewritten; where documents are reordered, they wait.
  ///
  /// - Parameters:
  ///   - reorders: whether documents are to be numbered so that those with the same words stand together.
  ///   - observer: as for ``update(_:observer:then:)``.
  ///   - completion: gets the bytes of the file before and after.
  public func compact(
    reorders: Bool, observer: UpdateObserver = UpdateObserver(), then completion: @escaping Completion<CompactionReport>
  ) {
    upkeep.compact(reorders: reorders, observer, then: completion)
  }

  /// Copies the index as it is now into another directory, which must be empty or not there. Queries and changes go on meanwhile.
  ///
  /// - Parameters:
  ///   - directory: where to.
  ///   - observer: as for ``update(_:observer:then:)``.
  ///   - completion: gets the bytes of the copy.
  public func backup(
    to directory: String, observer: UpdateObserver = UpdateObserver(), then completion: @escaping Completion<UInt64>
  ) {
    upkeep.backup(to: directory, observer, then: completion)
  }

  /// What is going on.
  public var status: UpdaterStatus {
    var status = UpdaterStatus()
    writer.describe(&status)
    status.isCopying = upkeep.isCopying
    status.isReading = files.isWorking && !status.isCopying
    return status
  }
}
