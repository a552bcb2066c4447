import Index
import JSONRPC
import LMDB
import Platform
import SearchAPI

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

    /// Whether there is a reader, or one can be opened.
    var canRead: Bool { reader != nil || sessionsInUse == 0 }

    /// Gives the reader up if it has another file open: a compaction, or a rebuild after damage, puts one in its place.
    mutating func giveUpReader(unlessOf file: FileIdentity?) {
      if let file, reader != nil, file != self.file { giveUpReader() }
    }

    mutating func giveUpReader() {
      reader = nil
      idle = []
      generation += 1
    }
  }

  /// No query runs longer.
  private static let patience = Duration.milliseconds(RequestLimits.timeoutMilliseconds.upperBound)

  let location: IndexLocation
  private let dataFile: String
  private let state = Monitor(State())

  init(_ location: IndexLocation) {
    self.location = location
    dataFile = location.directory + "/data.mdb"
  }

  /// The bytes that the index takes on the disk.
  var allocatedBytes: UInt64 { status?.allocatedBytes ?? 0 }

  /// Calls `body` with the newest state of the index. Nothing that the snapshot gives may outlive the call.
  ///
  /// - Throws: `IndexError`, `LMDBError`, `RPCError` with `busy`, and what `body` throws.
  func withSnapshot<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
    let outcome: Swift.Result<Result, any Error>
    do {
      let (session, generation) = try takeSession()
      outcome = Swift.Result { try session.session.withSnapshot(body) }
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

  /// Frees the reader slots of processes that died.
  ///
  /// - Returns: how many there were.
  func clearStaleReaders() throws -> Int {
    let file = status?.identity
    // Under the lock, so that no other reader is opened while this one is still in use.
    return try state.withLock { state in
      // An old file takes its space for as long as it is open, and nobody may ask for a while.
      state.giveUpReader(unlessOf: file)
      return try state.reader?.clearStaleReaders() ?? 0
    }
  }

  /// What the system says of the data file, nil where there is none.
  private var status: FileStatus? { try? FileStatus(path: dataFile.utf8) }

  /// Takes a session of the newest reader. Where the data file has been replaced, this waits for the queries that still read
  /// the old one: LMDB's environment can be open only once in a process, and each session keeps its own open.
  private func takeSession() throws -> (IdleSession, generation: Int) {
    let deadline = ContinuousClock.now + Self.patience
    while true {
      let file = status?.identity
      let taken = try state.withLock { state -> (IdleSession, generation: Int)? in
        state.giveUpReader(unlessOf: file)
        guard state.canRead else { return nil }
        let reader = try state.reader ?? open(file, &state)
        let session = try state.idle.popLast() ?? IdleSession(session: reader.makeSession())
        state.sessionsInUse += 1
        return (session, state.generation)
      }
      if let taken { return taken }
      let (seconds, attoseconds) = (deadline - ContinuousClock.now).components
      let milliseconds = Int(seconds) * 1_000 + Int(attoseconds / 1_000_000_000_000_000)
      guard milliseconds > 0, state.waiting(milliseconds: milliseconds, until: \.canRead) else {
        throw RPCError(.busy, "the index \(location.name) is being replaced; ask again")
      }
    }
  }

  private func open(_ file: FileIdentity?, _ state: inout State) throws -> IndexReader {
    let reader = try IndexReader(directory: location.directory)
    state.reader = reader
    state.file = file
    return reader
  }

  private func keep(_ session: IdleSession, of generation: Int) {
    state.withLock { if generation == $0.generation { $0.idle.append(session) } }
  }

  private func giveUpReader(of generation: Int) {
    state.withLock { if generation == $0.generation { $0.giveUpReader() } }
  }
}
