internal import CLMDB

/// A position in one of the trees, closed when it goes out of scope, which must be before its transaction ends.
@safe struct Cursor: ~Copyable {
  // Valid until `deinit`.
  private let pointer: OpaquePointer
  private let transaction: Transaction

  init(_ transaction: Transaction, _ database: MDB_dbi) throws(LMDBError) {
    var pointer: OpaquePointer?
    let result = unsafe mdb_cursor_open(transaction.pointer, database, &pointer)
    guard result == MDB_SUCCESS, let pointer = unsafe pointer else { throw transaction.error(result, "open a cursor") }
    unsafe self.pointer = pointer
    self.transaction = transaction
  }

  deinit {
    unsafe mdb_cursor_close(pointer)
  }

  /// Moves to an entry and points `key` and `value` at it; `false` if there is none.
  func move(_ step: MDB_cursor_op, _ key: inout MDB_val, _ value: inout MDB_val) throws(LMDBError) -> Bool {
    let result = unsafe mdb_cursor_get(pointer, &key, &value, step)
    if result == MDB_SUCCESS { return true }
    if result == MDB_NOTFOUND { return false }
    throw transaction.error(result, "walk over the entries")
  }
}
