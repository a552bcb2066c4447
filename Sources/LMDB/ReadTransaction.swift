internal import CLMDB

/// A snapshot of an environment, ended when the last reference to it goes.
///
/// It may move between threads, but one at a time may use it. It keeps its environment open.
public final class ReadTransaction {
  let transaction: Transaction
  private var walks = 0
  private var isReset = false

  init(_ transaction: Transaction) {
    self.transaction = transaction
  }

  deinit {
    unsafe mdb_txn_abort(transaction.pointer)
  }

  /// The last write transaction that the snapshot sees.
  public var id: Int { unsafe Int(mdb_txn_id(transaction.pointer)) }

  /// The value of a key, or `nil` if there is none.
  ///
  /// The bytes lie in the map of the file, at any alignment; nothing is copied. They are valid until ``reset()``,
  /// ``renew()`` or the end of this transaction. Values of about half a page and more lie in pages of their own, which
  /// are neither moved nor reused while any snapshot, here or in another process, can see them: such bytes stay valid as
  /// long as one transaction that sees them is kept unbroken. Small values share a page with others and must be copied.
  ///
  /// - Parameter key: The key; the bytes are read during the call only.
  /// - Returns: The value in place.
  /// - Throws: `.badKeySize` if the key is empty, `.invalidTransaction` after ``reset()``, `.damaged`.
  public func get(_ key: UnsafeRawBufferPointer) throws(LMDBError) -> UnsafeRawBufferPointer? {
    try requireSnapshot()
    return unsafe try transaction.get(key)
  }

  /// Walks over the entries in the order of their keys, bytewise.
  ///
  /// - Parameters:
  ///   - key: Where to begin: at this key or the first one after it. Empty: at the first of all.
  ///   - body: Gets each key and value in place, valid as those of ``get(_:)`` are, and returns whether to go on.
  /// - Throws: What `body` throws, `.invalidTransaction` after ``reset()``, `.damaged`.
  public func forEach(
    from key: UnsafeRawBufferPointer = unsafe UnsafeRawBufferPointer(start: nil, count: 0),
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    try requireSnapshot()
    walks += 1
    defer { walks -= 1 }
    unsafe try transaction.forEach(from: key, body)
  }

  /// Lets go of the snapshot but keeps the reader slot for ``renew()``. The transaction can't be read until then.
  public func reset() {
    precondition(walks == 0, "a snapshot can't be given up while its entries are walked over")
    unsafe mdb_txn_reset(transaction.pointer)
    isReset = true
  }

  /// Moves to the newest snapshot, in a fraction of what a new transaction costs.
  ///
  /// - Throws: `.needsReopening`. The transaction is then as after ``reset()``.
  public func renew() throws(LMDBError) {
    reset()
    let result = unsafe mdb_txn_renew(transaction.pointer)
    guard result == MDB_SUCCESS else { throw transaction.error(result, "renew a read transaction") }
    isReset = false
  }

  /// LMDB would answer with an error that can mean anything.
  private func requireSnapshot() throws(LMDBError) {
    if isReset { throw transaction.environment.error(.invalidTransaction, "read") }
  }
}
