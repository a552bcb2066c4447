import Index
import JSONRPC
import LMDB
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
  private let dataFile: String
  private let state = Mutex(State())

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
    let (session, generation) = try takeSession()
    do {
      let result = try session.session.withSnapshot(body)
      giveBack(session, of: generation)
      return result
    } catch {
      let needsReopening = (error as? LMDBError)?.code == .needsReopening
      giveBack(session, of: generation, needsReopening: needsReopening)
      throw error
    }
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
      if let file, state.reader != nil, file != state.file { state.giveUpReader() }
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
    let reader = try IndexReader(directory: location.directory)
    state.reader = reader
    state.file = file
    return reader
  }

  private func giveBack(_ session: IdleSession, of generation: Int, needsReopening: Bool = false) {
    state.withLock { state in
      state.sessionsInUse -= 1
      guard generation == state.generation else { return }
      if needsReopening {
        state.giveUpReader()
      } else {
        state.idle.append(session)
      }
    }
  }
}
