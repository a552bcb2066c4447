import Index
import Ingest
import JSONRPC
import LMDB
import Logging
import Platform
import SearchAPI
import Synchronization
import Updating

/// One index of the server: opened when first asked for, shared by all threads.
///
/// A thread that reads takes a session, a read transaction of its own, and gives it back; so there are as many as
/// queries ever ran at a time, and none of them is left over when the index has to be opened anew.
final class ServedIndex: Sendable {
  /// A session that nobody uses.
  private struct IdleSession: @unchecked Sendable {
    // A session may move between threads but serves one at a time: it is either in the list, which a lock guards, or
    // with the one query that took it out.
    let session: ReadSession
  }

  private struct State {
    var reader: IndexReader?
    /// Why the index is open for reading only; nil if it is not.
    var obstacle: LMDBError?
    var idle: [IdleSession] = []
    /// Sessions that queries have, of this reader or, while there is none, of the one before.
    var sessionsInUse = 0
    /// How many readers have been given up.
    var generation = 0

    /// Whether the index is being set aside.
    var isGoing = false

    /// Whether there is a reader, or one can be opened.
    var canRead: Bool { !isGoing && (reader != nil || sessionsInUse == 0) }

    /// Gives the reader up if it has another file open: a compaction, or a rebuild after damage, puts one in its place.
    mutating func giveUpReaderIfReplaced() {
      if reader?.isReplaced == true { giveUpReader() }
    }

    mutating func giveUpReader() {
      reader = nil
      idle = []
      generation += 1
    }
  }

  /// No query runs longer.
  private static let patience = Duration.milliseconds(RequestLimits.timeoutMilliseconds.upperBound)
  /// How often is looked whether the updater has let go of a file that was replaced, in milliseconds.
  private static let pause = 5

  let location: IndexLocation
  /// What changes it.
  let updates: IndexUpdates
  /// The directories of all indexes of the server, none of which holds sources.
  private let neighbours: [String]
  private let dataFile: String
  private let state = Monitor(State())
  private let isBeingChecked = Atomic(false)

  /// - Parameters:
  ///   - location: where it is.
  ///   - neighbours: the directories of all indexes of the server.
  ///   - factory: makes what keeps it up to date.
  ///   - logger: where is logged what becomes of it.
  init(_ location: IndexLocation, among neighbours: [String] = [], factory: UpdaterFactory, logger: Logger) {
    self.location = location
    self.neighbours = neighbours
    updates = IndexUpdates(location, factory: factory, logger: logger)
    dataFile = location.directory + "/data.mdb"
  }

  /// Makes an empty index where there is none.
  ///
  /// - Returns: whether one was made.
  /// - Throws: `IndexError.directoryTaken`, `LMDBError`.
  func makeIfMissing() throws -> Bool {
    // One that is being set aside gets another anyway.
    guard status == nil, !state.withLock({ $0.isGoing }) else { return false }
    try IndexDirectory.requireOwn(location.directory)
    _ = try IndexWriter(directory: location.directory)
    return true
  }

  /// Keeps it up to date from now on.
  func startUpdates() {
    var options = UpdaterOptions()
    // Whoever reads a file of an index that is open here loses the locks of that, when he closes it.
    options.ingesting.excludedFolders = Set(neighbours.compactMap { FileIdentity(path: Array($0.utf8)) })
    updates.start(options) { [weak self] in
      guard let self else { throw LeftBehind() }
      return try reader()
    }
  }

  /// The index as it is open, or is opened for that; the same one as long as its file is.
  ///
  /// - Throws: as ``withSnapshot(atLeast:_:)``.
  func reader() throws -> IndexReader {
    try withReader { reader, _ in reader }
  }

  /// That the server of an index has ended while something of it goes on.
  private struct LeftBehind: Error {}

  /// Sets the index aside, which is damaged, and begins an empty one in its place, which is filled from what it follows. Queries
  /// wait meanwhile.
  ///
  /// - Returns: where the damaged one is now.
  /// - Throws: `LMDBError`, `IndexError`; `UpdaterError.busy` where somebody does not let go of the index.
  func setAside() throws -> String {
    let patience = RequestLimits.timeoutMilliseconds.upperBound
    defer { startUpdates() }
    guard updates.stop(milliseconds: patience) else { throw UpdaterError.busy }
    state.withLock { state in
      state.isGoing = true
      state.giveUpReader()
    }
    defer {
      state.withLock { $0.isGoing = false }
      state.broadcast()
    }
    guard state.waiting(milliseconds: patience, until: { $0.sessionsInUse == 0 }) else { throw UpdaterError.busy }
    let place = try IndexRecovery.setAside(location.directory)
    _ = try IndexWriter(directory: location.directory)
    return place
  }

  /// The bytes that the index takes on the disk.
  var allocatedBytes: UInt64 { status?.allocatedBytes ?? 0 }

  /// How much of the data file is in use; nil where that cannot be told.
  var space: IndexSpace? {
    // Under the lock, so that no other reader is opened while this one is still in use.
    state.withLock { try? $0.reader?.space() }
  }

  /// Why it is open for reading only; nil if it is not.
  var obstacle: LMDBError? { state.withLock { $0.obstacle } }

  /// Calls `body` with the newest state of the index. Nothing that the snapshot gives may outlive the call.
  ///
  /// - Parameters:
  ///   - epoch: the least epoch that is wanted; nil for any.
  ///   - body: reads.
  /// - Returns: what `body` returns.
  /// - Throws: `EpochNotReached`, `IndexError`, `LMDBError`, `RPCError` with `busy`, and what `body` throws.
  func withSnapshot<Result>(atLeast epoch: UInt64? = nil, _ body: (Snapshot) throws -> Result) throws -> Result {
    let outcome: Swift.Result<Result, any Error>
    do {
      let (session, generation) = try takeSession()
      outcome = Swift.Result {
        try session.session.withSnapshot { snapshot in
          if let epoch, snapshot.manifest.epoch < epoch { throw EpochNotReached() }
          return try body(snapshot)
        }
      }
      if case .failure(let error as LMDBError) = outcome, error.code == .needsReopening {
        giveUpReader(of: generation)
      } else {
        keep(session, of: generation)
      }
    }
    // Only now has this thread let go of the session, which keeps its environment open.
    state.withLock { $0.sessionsInUse -= 1 }
    state.broadcast()
    return try outcome.get()
  }

  /// Notes that a check of it begins.
  ///
  /// - Returns: whether there is none already.
  func beginCheck() -> Bool {
    isBeingChecked.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
  }

  /// Whether a check of it is going on.
  var isChecked: Bool { isBeingChecked.load(ordering: .acquiring) }

  /// Notes that its check has ended.
  func endCheck() {
    isBeingChecked.store(false, ordering: .releasing)
  }

  /// Frees the reader slots of processes that died.
  ///
  /// - Returns: how many there were.
  func clearStaleReaders() throws -> Int {
    // Under the lock, so that no other reader is opened while this one is still in use.
    try state.withLock { state in
      // An old file takes its space for as long as it is open, and nobody may ask for a while.
      state.giveUpReaderIfReplaced()
      return try state.reader?.clearStaleReaders() ?? 0
    }
  }

  /// What the system says of the data file, nil where there is none.
  private var status: FileStatus? { try? FileStatus(path: dataFile.utf8) }

  private func takeSession() throws -> (IdleSession, generation: Int) {
    try withReader { reader, state in
      let session = try state.idle.popLast() ?? IdleSession(session: reader.makeSession())
      state.sessionsInUse += 1
      return (session, state.generation)
    }
  }

  /// Calls `body` with the newest reader, behind the lock. Where the data file has been replaced, this waits for those who still
  /// read the old one: LMDB's environment can be open only once in a process, and each session keeps its own open.
  private func withReader<Result>(_ body: (IndexReader, inout State) throws -> Result) throws -> Result {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      do {
        let result = try state.withLock { state -> Result? in
          state.giveUpReaderIfReplaced()
          return try state.canRead ? body(state.reader ?? open(&state), &state) : nil
        }
        if let result { return result }
        let milliseconds = (deadline - .now) / .milliseconds(1)
        _ = state.waiting(milliseconds: max(0, Int(milliseconds)), until: \.canRead)
      } catch let error as LMDBError {
        guard error.code == .alreadyOpen else { throw error }
        // The updater has the old file still, and lets go of it soon.
        SystemClock.sleep(milliseconds: Self.pause)
      }
      guard ContinuousClock.now < deadline else {
        throw RPCError(.busy, "the index \(location.name) is being replaced; ask again")
      }
    }
  }

  private func open(_ state: inout State) throws -> IndexReader {
    // Where there is nothing, opening for writing would make something.
    let (reader, obstacle) =
      try status == nil
      ? (IndexReader(directory: location.directory), nil) : IndexReader.openForWriting(location.directory)
    // A foreign or damaged index is told of, not kept open.
    try reader.makeSession().withSnapshot { _ in }
    state.reader = reader
    state.obstacle = obstacle
    return reader
  }

  private func keep(_ session: IdleSession, of generation: Int) {
    state.withLock { if generation == $0.generation { $0.idle.append(session) } }
  }

  private func giveUpReader(of generation: Int) {
    state.withLock { if generation == $0.generation { $0.giveUpReader() } }
  }
}
