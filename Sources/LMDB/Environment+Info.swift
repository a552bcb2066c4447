internal import CLMDB
internal import Platform

extension Environment {
  /// What an environment holds and occupies.
  public struct Info: Sendable {
    /// The path of the directory.
    public let path: String
    /// The bytes of the data file. It may be a little longer than its pages, after a write that failed.
    public let fileBytes: Int
    /// The most that the file can grow to, in bytes.
    public let mapSize: Int
    /// The bytes of a page.
    public let pageSize: Int
    /// The number of the last page that was ever in use, counted from 0.
    public let lastPage: Int
    /// The number of the last committed write transaction.
    public let lastTransactionID: Int
    /// The most reader slots that were in use at a time.
    public let readers: Int
    /// The reader slots there are.
    public let maxReaders: Int
    /// The entries of the database.
    public let entries: Int
    /// The levels of its tree.
    public let depth: Int
    /// The inner pages of the tree.
    public let branchPages: Int
    /// The pages that hold keys and small values.
    public let leafPages: Int
    /// The pages that hold large values.
    public let overflowPages: Int
    /// The pages that wait to be used again.
    public let freePages: Int

    /// The pages that hold data, the two meta pages and the list of free pages among them.
    public var usedPages: Int { lastPage + 1 - freePages }
    /// ``usedPages`` in bytes.
    public var usedBytes: Int { usedPages * pageSize }
    /// ``freePages`` in bytes.
    public var freeBytes: Int { freePages * pageSize }
  }

  /// Figures of the newest snapshot. The list of free pages is walked over, which takes a while if it is long. Occupies
  /// a reader slot meanwhile; what a writer commits meanwhile may or may not be in ``Info/lastPage`` and
  /// ``Info/lastTransactionID``.
  public var info: Info {
    get throws(LMDBError) {
      let transaction = try Transaction(in: self, flags: MDB_RDONLY, "read figures")
      defer { unsafe mdb_txn_abort(transaction.pointer) }
      var main = MDB_stat()
      var result = unsafe mdb_stat(transaction.pointer, Transaction.mainDatabase, &main)
      guard result == MDB_SUCCESS else { throw error(result, "read figures") }
      var whole = unsafe MDB_envinfo()
      result = unsafe mdb_env_info(handle.pointer, &whole)
      guard result == MDB_SUCCESS else { throw error(result, "read figures") }
      return Info(
        path: directory,
        fileBytes: try handle.withDataFile("read figures") { file throws(SystemError) in try file.status().size },
        mapSize: unsafe whole.me_mapsize,
        pageSize: Int(main.ms_psize),
        lastPage: unsafe whole.me_last_pgno,
        lastTransactionID: unsafe whole.me_last_txnid,
        readers: Int(unsafe whole.me_numreaders),
        maxReaders: Int(unsafe whole.me_maxreaders),
        entries: main.ms_entries,
        depth: Int(main.ms_depth),
        branchPages: main.ms_branch_pages,
        leafPages: main.ms_leaf_pages,
        overflowPages: main.ms_overflow_pages,
        freePages: try transaction.freePages(upTo: unsafe whole.me_last_pgno))
    }
  }
}

extension Transaction {
  /// The number of pages that the snapshot lists as free: each entry of that list begins with its count. More than
  /// `limit` are too many to be true.
  fileprivate func freePages(upTo limit: Int) throws(LMDBError) -> Int {
    let cursor = try Cursor(self, Self.freeDatabase)
    var key = unsafe MDB_val()
    var pages = unsafe MDB_val()
    var sum = 0
    var isPresent = unsafe try cursor.move(MDB_FIRST, &key, &pages)
    while isPresent {
      let list = unsafe pages.bytes
      // Read within the entry, which the snapshot keeps in place.
      let count = list.count < MemoryLayout<Int>.size ? -1 : unsafe list.loadUnaligned(as: Int.self)
      guard count >= 0, count <= limit - sum else { throw environment.error(.damaged, "read figures") }
      sum += count
      isPresent = unsafe try cursor.move(MDB_NEXT, &key, &pages)
    }
    return sum
  }
}
