import Index
import JSONRPC
import LMDB
import Logging
import Platform
import Synchronization

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
    /// The data file that `reader` has open.
    var file: FileIdentity?
    var idle: [IdleSession] = []
    /// Sessions that queries have, of this reader or, while there is none, of the one before.
    var sessionsInUse = 0
    /// How many readers have been given up.
    var generation = 0

    mutating func giveUpReader() {
      reader = nil
      idle = []
      generation += 1
    }
  }

  let location: IndexLocation
  /// What changes it while it is open.
  let updates: IndexUpdates
  private let dataFile: String
  private let state = Mutex(State())
  private let isBeingChecked = Atomic(false)

  /// How long the changes of an index that was replaced may take to end, in milliseconds.
  private static let endTime = 2_000

  init(_ location: IndexLocation, factory: UpdaterFactory, logger: Logger) {
    self.location = location
    updates = IndexUpdates(name: location.name, factory: factory, logger: logger)
    dataFile = location.directory + "/data.mdb"
  }

  /// Makes an empty index where there is none.
  ///
  /// - Returns: whether one was made.
  /// - Throws: `IndexError.directoryTaken`, `LMDBError`.
  func makeIfMissing() throws -> Bool {
    guard status == nil else { return false }
    try IndexDirectory.requireOwn(location.directory)
    _ = try IndexWriter(directory: location.directory)
    return true
  }

  /// The bytes that the index takes on the disk.
  var allocatedBytes: UInt64 { status?.allocatedBytes ?? 0 }

  /// Bytes of the data file that are in use, and that wait to be used again; nil where that cannot be told.
  var space: (liveBytes: Int, freeBytes: Int)? {
    let reader = state.withLock { $0.reader }
    return try? reader?.space()
  }

  /// Calls `body` with the newest state of the index. Nothing that the snapshot gives may outlive the call.
  ///
  /// - Parameters:
  ///   - epoch: the least epoch that is wanted; nil for any.
  ///   - body: reads.
  /// - Throws: `EpochNotReached`, `IndexError`, `LMDBError`, `RPCError` with `busy`, and what `body` throws.
  func withSnapshot<Result>(atLeast epoch: UInt64? = nil, _ body: (Snapshot) throws -> Result) throws -> Result {
    let (session, generation) = try takeSession()
    do {
      let result = try session.session.withSnapshot { snapshot in
        if let epoch, snapshot.manifest.epoch < epoch { throw EpochNotReached() }
        return try body(snapshot)
      }
      giveBack(session, of: generation)
      return result
    } catch {
      let needsReopening = (error as? LMDBError)?.code == .needsReopening
      giveBack(session, of: generation, needsReopening: needsReopening)
      throw error
    }
  }

  /// What changes the index, which is opened if it is not open.
  ///
  /// - Throws: as ``withSnapshot(atLeast:_:)``; `UpdaterError.readOnly`, or why else it cannot be changed.
  func updater() throws -> any Updater {
    try withSnapshot { _ in }
    return try updates.updater()
  }

  /// Notes that a check of it begins.
  ///
  /// - Returns: whether there is none already.
  func beginCheck() -> Bool {
    isBeingChecked.compareExchange(expected: false, desired: true, ordering: .relaxed).exchanged
  }

  /// Notes that its check has ended.
  func endCheck() {
    isBeingChecked.store(false, ordering: .relaxed)
  }

  /// Frees the reader slots of processes that died.
  ///
  /// - Returns: how many there were.
  func clearStaleReaders() throws -> Int {
    let reader = state.withLock { $0.reader }
    return try reader?.clearStaleReaders() ?? 0
  }

  /// What the system says of the data file, nil where there is none.
  private var status: FileStatus? { try? FileStatus(path: dataFile.utf8) }

  private func takeSession() throws -> (IdleSession, generation: Int) {
    let file = status?.identity
    return try state.withLock { state in
      // A compaction or a rebuild after damage puts another file in the place of the one that is open.
      if let file, state.reader != nil, file != state.file { giveUpReader(&state) }
      let reader = try state.reader ?? open(file, &state)
      let session = try state.idle.popLast() ?? IdleSession(session: reader.makeSession())
      state.sessionsInUse += 1
      return (session, state.generation)
    }
  }

  private func open(_ file: FileIdentity?, _ state: inout State) throws -> IndexReader {
    // LMDB's environment can be open only once in a process, and each session keeps its own open.
    guard state.sessionsInUse == 0 else {
      throw RPCError(.busy, "the index \(location.name) is being replaced; ask again")
    }
    // Where there is nothing, opening for writing would make something.
    let (reader, obstacle) =
      try file == nil
      ? (IndexReader(directory: location.directory), nil) : IndexReader.openForWriting(location.directory)
    // A foreign or damaged index is told of, not kept open.
    try reader.makeSession().withSnapshot { _ in }
    updates.begin(reader, obstacle: obstacle)
    state.reader = reader
    state.file = file
    return reader
  }

  private func giveUpReader(_ state: inout State) {
    // It has the index open as well. Its threads never ask for a session.
    updates.end(milliseconds: Self.endTime)
    state.giveUpReader()
  }

  private func giveBack(_ session: IdleSession, of generation: Int, needsReopening: Bool = false) {
    state.withLock { state in
      state.sessionsInUse -= 1
      guard generation == state.generation else { return }
      if needsReopening {
        giveUpReader(&state)
      } else {
        state.idle.append(session)
      }
    }
  }
}
