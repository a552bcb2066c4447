internal import CLMDB
internal import Platform
internal import Synchronization

/// An LMDB environment: one directory that holds one ordered map from keys to values.
///
/// Readers see the snapshot of the moment they began and are never blocked; one write transaction runs at a time.
/// The caveats of LMDB 0.9 stand here as types and checks:
///
/// - One open per process. A second one would, at its close, drop the process's lock under the first: it is refused.
///   For the same reason nothing else in the process may open `lock.mdb`.
/// - A write transaction stays on its thread. It exists inside ``write(_:)`` only, and traps elsewhere.
/// - Read transactions are not bound to threads (`MDB_NOTLS`), and each keeps its environment open.
/// - The map is large and sparse from the start, because growing it would pull pages away from under readers.
/// - Data are written by system calls, never through the map: on a full disk a write fails, and the process lives.
///   Readahead stays on: values are read in runs of many pages.
/// - The data file can be replaced while it is open (``compact(isCancelled:onProgress:)``). Who has the old one open goes on
///   reading what it held then, and writes no more.
/// - LMDB trusts its file. Its trees are gone through before the open, so that they lead nowhere else; whoever stores values
///   adds checksums of his own. A file truncated while it is open ends the process by SIGBUS.
/// - Use it in the process that opened it, not in one forked from that.
public final class Environment: Sendable {
  /// The directory, as it was given.
  public let directory: String

  let options: Options
  let handle: EnvironmentHandle
  private let writerMutex = WriterMutex()
  private let stopReason = Mutex<LMDBError?>(nil)

  /// Opens the environment in a directory.
  ///
  /// For writing, a missing directory is created with mode 0700 (one level), and so are its files, with mode 0600.
  /// Directory and files must belong to this user, nobody else may be able to write to them, and none may be a
  /// symbolic link. For reading only, a missing or inaccessible lock file is done without: on a read-only file system
  /// that is safe; elsewhere the caller makes sure that nobody writes.
  ///
  /// Slots that dead processes left in the reader table are cleared.
  ///
  /// - Parameters:
  ///   - directory: The path of the directory.
  ///   - options: Sizes, access and durability.
  /// - Throws: The codes that ``LMDBError/Code`` lists under what stands in the way of opening, and `.outOfMemory`.
  public init(at directory: String, options: Options = Options()) throws(LMDBError) {
    handle = try Self.open(directory, options)
    self.directory = directory
    self.options = options
  }

  /// Opens the environment, once more if another data file was put in place meanwhile.
  private static func open(_ directory: String, _ options: Options) throws(LMDBError) -> EnvironmentHandle {
    do throws(LMDBError) {
      return try EnvironmentHandle(at: directory, options: options)
    } catch {
      guard error.code == .replaced else { throw error }
    }
    return try EnvironmentHandle(at: directory, options: options)
  }

  // MARK: Transactions

  /// Begins a transaction that reads the newest snapshot.
  ///
  /// A snapshot keeps the pages it can see from being reused, so that the file grows while it lives: renew or drop it
  /// soon. Each transaction, also a reset one, occupies one of ``Options/maxReaders`` slots.
  ///
  /// - Returns: The transaction; it may move between threads but serves one at a time.
  /// - Throws: `.readersFull` if every slot is taken, `.needsReopening`, `.outOfMemory`.
  public func beginRead() throws(LMDBError) -> ReadTransaction {
    ReadTransaction(try Transaction(in: self, flags: MDB_RDONLY, "begin reading"))
  }

  /// Runs a closure inside a write transaction and commits when it returns, or aborts when it throws.
  ///
  /// One write transaction runs at a time, in this process and all others; this waits for its turn. With
  /// ``Options/Durability/full`` the changes are on disk when it returns. Changed pages are held in memory until then:
  /// keep a transaction at about 32 MB. A commit for which there is no room changes nothing, and the next one succeeds
  /// as soon as there is. After a commit that failed for another reason the environment takes no more writes until it is
  /// opened anew; what was committed before is intact and can be read.
  ///
  /// - Parameter body: Gets the transaction, on the calling thread, and must not begin another.
  /// - Returns: What the closure returns.
  /// - Throws: What the closure throws, or an ``LMDBError``: `.readOnly`, `.nestedWrite`, `.stoppedWriting`,
  ///   `.replaced`, `.mapFull`, `.diskFull` or another failure to commit.
  public func write<Result>(_ body: (borrowing WriteTransaction) throws -> Result) throws -> Result {
    let transaction = WriteTransaction(try beginWriting("write"))
    defer { writerMutex.unlock() }
    do {
      try handle.requireSpace(0, reserve: options.reservedSpace, "write")
      let result = try body(transaction)
      try transaction.commit()
      return result
    } catch {
      transaction.abort()
      if let failure = transaction.failure, failure.code.endsWriting { stopReason.withLock { $0 = failure } }
      throw error
    }
  }

  /// Whether a commit has failed for another reason than space, so that nothing is written until the environment is opened
  /// anew.
  public var hasStoppedWriting: Bool { stopReason.withLock { $0 } != nil }

  /// Whether another data file lies where the one lay that is open: then this environment is to be closed, and opened anew.
  public var isReplaced: Bool { handle.isReplaced }

  /// Calls `body` while nobody else can commit, in this process or another.
  ///
  /// - Parameters:
  ///   - operation: What is being done.
  ///   - body: Gets the number of the last transaction that was committed, and must not write through this environment.
  /// - Returns: What `body` returns.
  /// - Throws: As ``write(_:)`` before its closure runs; what `body` throws.
  func keepingWritersOut<Result>(
    _ operation: String, _ body: (_ lastTransaction: Int) throws -> Result
  ) throws -> Result {
    let transaction = try beginWriting(operation)
    defer {
      unsafe mdb_txn_abort(transaction.pointer)
      writerMutex.unlock()
    }
    return try body(unsafe Int(mdb_txn_id(transaction.pointer)) - 1)
  }

  /// Waits for this thread's turn to write. The caller ends the transaction, and unlocks `writerMutex` then.
  private func beginWriting(_ operation: String) throws(LMDBError) -> Transaction {
    guard options.access == .readWrite else { throw error(.readOnly, operation) }
    guard writerMutex.lock() else { throw error(.nestedWrite, operation) }
    do throws(LMDBError) {
      if let reason = stopReason.withLock({ $0 }) {
        throw error(
          .stoppedWriting, operation,
          "stopped writing after: cannot \(reason.operation): \(reason.message); open it anew to write again")
      }
      let transaction = try Transaction(in: self, operation)
      do throws(LMDBError) {
        // Now nobody can replace them any more.
        try handle.requireUnchanged(operation)
      } catch {
        unsafe mdb_txn_abort(transaction.pointer)
        throw error
      }
      return transaction
    } catch {
      writerMutex.unlock()
      throw error
    }
  }

  // MARK: Upkeep

  /// Lets a commit be seen whose writer died before it could tell of it: readers would go on to see what was before, until
  /// the next write. Nothing is written.
  ///
  /// - Throws: As ``write(_:)`` before its closure runs, but for `.diskFull`.
  public func settle() throws {
    try keepingWritersOut("settle") { _ in }
  }

  /// Frees the reader slots of processes that died. Cheap; worth doing every minute or so.
  ///
  /// - Returns: The number of slots freed.
  /// - Throws: What the system says against it.
  @discardableResult
  public func clearStaleReaders() throws(LMDBError) -> Int {
    var count: Int32 = 0
    let result = unsafe mdb_reader_check(handle.pointer, &count)
    guard result == MDB_SUCCESS else { throw error(result, "clear stale readers") }
    return Int(count)
  }

  /// Flushes to disk what was committed with ``Options/Durability/none``.
  ///
  /// - Throws: `.readOnly`, `.diskFull` or the system's error.
  public func sync() throws(LMDBError) {
    guard options.access == .readWrite else { throw error(.readOnly, "sync") }
    let result = unsafe mdb_env_sync(handle.pointer, 1)
    guard result == MDB_SUCCESS else { throw error(result, "sync") }
  }

  // MARK: Errors

  func error(_ code: LMDBError.Code, _ operation: String, _ message: String? = nil) -> LMDBError {
    LMDBError(code, operation, directory, message)
  }

  /// The error for a result other than `MDB_SUCCESS`. LMDB reports a write cut short by a full disk as EIO.
  func error(_ result: Int32, _ operation: String) -> LMDBError {
    let code = LMDBError.Code(result: result)
    if code == LMDBError.Code(.deviceError), handle.isDiskFull { return error(.diskFull, operation) }
    return error(code, operation)
  }
}
