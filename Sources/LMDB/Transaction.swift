internal import CLMDB

/// What reading and writing transactions have in common.
@safe struct Transaction {
  static let freeDatabase: MDB_dbi = 0
  static let mainDatabase: MDB_dbi = 1
  private static let keySizes = 1...511

  // Valid until the owner commits or aborts it, which it does once, at the end of its own life.
  let pointer: OpaquePointer
  let environment: Environment

  /// Begins a transaction that the caller commits or aborts. It keeps the environment open.
  init(in environment: Environment, flags: Int32 = 0, _ operation: String) throws(LMDBError) {
    var pointer: OpaquePointer?
    let result = unsafe mdb_txn_begin(environment.handle.pointer, nil, UInt32(flags), &pointer)
    guard result == MDB_SUCCESS, let pointer = unsafe pointer else { throw environment.error(result, operation) }
    unsafe self.pointer = pointer
    self.environment = environment
  }

  func get(_ key: UnsafeRawBufferPointer) throws(LMDBError) -> UnsafeRawBufferPointer? {
    var name = unsafe MDB_val(key)
    var value = unsafe MDB_val()
    let result = unsafe mdb_get(pointer, Self.mainDatabase, &name, &value)
    if result == MDB_SUCCESS { return unsafe value.bytes }
    if result == MDB_NOTFOUND { return nil }
    throw error(result, "get a value", keySize: key.count)
  }

  func forEach(
    from key: UnsafeRawBufferPointer,
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Bool
  ) throws {
    let cursor = try Cursor(self, Self.mainDatabase)
    var current = unsafe MDB_val(key)
    var value = unsafe MDB_val()
    var isPresent = unsafe try cursor.move(key.isEmpty ? MDB_FIRST : MDB_SET_RANGE, &current, &value)
    while isPresent, unsafe try body(current.bytes, value.bytes) {
      isPresent = unsafe try cursor.move(MDB_NEXT, &current, &value)
    }
  }

  /// LMDB has one result for keys and values of a wrong size.
  func error(_ result: Int32, _ operation: String, keySize: Int = 1) -> LMDBError {
    guard result == MDB_BAD_VALSIZE, !Self.keySizes.contains(keySize) else {
      return environment.error(result, operation)
    }
    return environment.error(.badKeySize, operation)
  }
}
