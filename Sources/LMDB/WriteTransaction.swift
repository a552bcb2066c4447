internal import CLMDB
internal import Platform

/// The write transaction that ``Environment/write(_:)`` runs a closure in.
///
/// It belongs to the thread that began it: LMDB would accept a change from another one, and hang at the next. A use
/// from another thread traps.
public struct WriteTransaction: ~Copyable {
  private final class State {
    /// The error that made LMDB give the transaction up; committing throws it again.
    var failure: LMDBError?
    /// Walks and fills that hold pointers which a change would pull away.
    var borrows = 0
    var isFinished = false
  }

  private let transaction: Transaction
  private let state = State()
  private let thread = CurrentProcess.thread

  init(_ transaction: Transaction) {
    self.transaction = transaction
  }

  // MARK: Reading

  /// The value of a key as this transaction has left it, or `nil` if there is none.
  ///
  /// - Parameter key: The key; the bytes are read during the call only.
  /// - Returns: The value in place, valid until the next change and no longer than the transaction.
  /// - Throws: `.badKeySize` if the key is empty, `.invalidTransaction` after a failed change, `.damaged`.
  public func get(_ key: UnsafeRawBufferPointer) throws(LMDBError) -> UnsafeRawBufferPointer? {
    requireOwnThread()
    return unsafe try transaction.get(key)
  }

  /// Walks over the entries in the order of their keys, bytewise. `body` must not change anything: that traps.
  ///
  /// - Parameters:
  ///   - key: Where to begin: at this key or the first one after it. Empty: at the first of all.
  ///   - body: Gets each key and value in place, and returns whether to go on.
  /// - Throws: What `body` throws, `.invalidTransaction` after a failed change, `.damaged`.
  public func forEach(
    from key: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: nil, count: 0),
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    requireOwnThread()
    state.borrows += 1
    defer { state.borrows -= 1 }
    unsafe try transaction.forEach(from: key, body)
  }

  // MARK: Changing

  /// Stores a value under a key, in place of the one that is there.
  ///
  /// Pages are of 4,096 bytes on most machines, and a value of more than about half of one takes whole pages with a
  /// header of 16 bytes in all: 262,128 bytes fill 64.
  ///
  /// - Parameters:
  ///   - key: 1 to 511 bytes.
  ///   - value: Fewer than 4 GiB; copied.
  /// - Throws: `.badKeySize`, `.badValueSize`; `.mapFull`, `.diskFull`, `.transactionFull`, after which the transaction
  ///   can only end.
  public func put(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(LMDBError) {
    var value = unsafe MDB_val(value)
    unsafe try put(key, &value, 0)
  }

  /// Stores a value under a key that comes after all others: faster than ``put(_:_:)``, and pages are left full.
  ///
  /// - Parameters:
  ///   - key: 1 to 511 bytes, greater than every key of the database.
  ///   - value: Fewer than 4 GiB; copied.
  /// - Throws: `.keyOutOfOrder`, and what ``put(_:_:)`` throws.
  public func append(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws(LMDBError) {
    var value = unsafe MDB_val(value)
    unsafe try put(key, &value, UInt32(MDB_APPEND))
  }

  /// Stores a value that a closure writes in place, which saves copying it. `fill` must not change anything else: that
  /// traps.
  ///
  /// - Parameters:
  ///   - key: 1 to 511 bytes.
  ///   - count: The size of the value, less than 4 GiB.
  ///   - fill: Gets that many zero bytes to write to. If it throws, the key has no value afterwards.
  /// - Throws: What `fill` throws, and what ``put(_:_:)`` throws.
  public func reserve(
    _ key: UnsafeRawBufferPointer, count: Int, _ fill: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    guard count >= 0 else { throw transaction.environment.error(.badValueSize, "put a value") }
    var value = unsafe MDB_val(mv_size: count, mv_data: nil)
    unsafe try put(key, &value, UInt32(MDB_RESERVE))
    // LMDB leaves the memory as it finds it; zeros keep what other code had in it out of the file.
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: value.mv_data, count: count)
    unsafe bytes.initializeMemory(as: UInt8.self, repeating: 0)
    state.borrows += 1
    do {
      defer { state.borrows -= 1 }
      unsafe try fill(bytes)
    } catch {
      _ = unsafe try delete(key)
      throw error
    }
  }

  /// Removes a key and its value.
  ///
  /// - Parameter key: The key.
  /// - Returns: Whether it was there.
  /// - Throws: `.badKeySize` if the key is empty; `.mapFull`, since the new version of a page needs room: the transaction
  ///   can then only end.
  public func delete(_ key: UnsafeRawBufferPointer) throws(LMDBError) -> Bool {
    requireChangeable()
    var name = unsafe MDB_val(key)
    let result = unsafe mdb_del(transaction.pointer, Transaction.mainDatabase, &name, nil)
    if result == MDB_SUCCESS { return true }
    if result == MDB_NOTFOUND { return false }
    throw failure(result, "delete a value", keySize: key.count)
  }

  private func put(_ key: UnsafeRawBufferPointer, _ value: inout MDB_val, _ flags: UInt32) throws(LMDBError) {
    requireChangeable()
    var name = unsafe MDB_val(key)
    let result = unsafe mdb_put(transaction.pointer, Transaction.mainDatabase, &name, &value, flags)
    guard result == MDB_SUCCESS else { throw failure(result, "put a value", keySize: key.count) }
  }

  private func requireOwnThread() {
    precondition(thread == CurrentProcess.thread, "a write transaction belongs to the thread that began it")
  }

  private func requireChangeable() {
    requireOwnThread()
    precondition(state.borrows == 0, "nothing may be changed while entries are walked over or a value is filled in")
  }

  private func failure(_ result: Int32, _ operation: String, keySize: Int) -> LMDBError {
    let failure = transaction.error(result, operation, keySize: keySize)
    switch failure.code {
    case .badKeySize, .badValueSize, .keyOutOfOrder:
      break
    default:
      state.failure = state.failure ?? failure
    }
    return failure
  }

  // MARK: Ending

  /// The error that made LMDB give the transaction up, or that kept it from being committed.
  var failure: LMDBError? { state.failure }

  /// Makes the changes last. If that fails, or if the closure has hidden an earlier failure, there are none.
  func commit() throws(LMDBError) {
    if let failure = state.failure { throw failure }
    state.isFinished = true
    let result = unsafe mdb_txn_commit(transaction.pointer)
    guard result == MDB_SUCCESS else {
      let failure = transaction.error(result, "commit")
      state.failure = failure
      throw failure
    }
  }

  /// Takes the changes back; does nothing after ``commit()``.
  func abort() {
    guard !state.isFinished else { return }
    unsafe mdb_txn_abort(transaction.pointer)
    state.isFinished = true
  }
}
