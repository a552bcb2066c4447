internal import CLMDB
internal import Platform

extension LMDBError {
  /// Runs system calls and reports their error, with the file that they were about if it is not the directory itself.
  static func reporting<Result: ~Copyable>(
    _ operation: String, _ path: String, file: String? = nil, _ body: () throws(SystemError) -> Result
  ) throws(LMDBError) -> Result {
    do throws(SystemError) {
      return try body()
    } catch {
      let code = Code(error)
      throw LMDBError(code, operation, path, file.map { "\($0): \(code)" })
    }
  }
}

extension LMDBError.Code {
  /// The code for a result other than `MDB_SUCCESS`: one of LMDB's own numbers if negative, an `errno` otherwise.
  init(result: Int32) {
    self =
      switch result {
      case MDB_KEYEXIST: .keyOutOfOrder
      case MDB_NOTFOUND: .notFound
      case MDB_PAGE_NOTFOUND, MDB_CORRUPTED: .damaged
      case MDB_PANIC, MDB_MAP_RESIZED: .needsReopening
      case MDB_VERSION_MISMATCH: .versionMismatch
      case MDB_INVALID: .notAnIndex
      case MDB_MAP_FULL: .mapFull
      case MDB_READERS_FULL: .readersFull
      case MDB_TXN_FULL: .transactionFull
      case MDB_CURSOR_FULL, MDB_PAGE_FULL: .damaged
      case MDB_BAD_RSLOT, MDB_BAD_TXN: .invalidTransaction
      case MDB_BAD_VALSIZE: .badValueSize
      default: Self(SystemError(number: result))
      }
  }

  init(_ error: SystemError) {
    self =
      switch error {
      case .noSuchFile: .notFound
      case .notADirectory: .notADirectory
      case .tooManyLinks: .symlink
      case .noMemory: .outOfMemory
      case .wouldBlock: .busy
      case .readOnlyFileSystem: .readOnlyFileSystem
      case _ where error.meansNoSpace: .diskFull
      case _ where error.meansNoPermission: .permission
      default: .io(error.number)
      }
  }

  /// Whether what the environment holds can no longer be relied on for writing. Errors that are a matter of space
  /// leave it as it was: the transaction is gone and the next one may succeed.
  var endsWriting: Bool {
    switch self {
    case .diskFull, .mapFull, .transactionFull, .outOfMemory, .invalidTransaction: false
    case .badKeySize, .badValueSize, .cancelled, .keyOutOfOrder, .nestedWrite, .readOnly: false
    default: true
    }
  }
}
