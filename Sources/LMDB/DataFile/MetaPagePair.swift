internal import Platform

/// Both meta pages of a data file, for changes that LMDB has no call for.
///
/// LMDB keeps two states: transaction N writes meta page N mod 2, so that the other page still has the state before. A reader
/// does not compare the two. It takes the number of the last transaction from the *lock file* and the page by its parity
/// (`mdb_txn_renew0` of LMDB 0.9.24), and so does a writer; only who finds nobody at the lock file compares, and sets its
/// number (`mdb_env_setup_locks`, `mdb_env_share_locks`). So a data file under a lock file that processes have open must have
/// a state that may be read on both pages, under numbers that go with those of the lock file.
struct MetaPagePair {
  /// What stands behind the header of a page, without the number of the transaction.
  private static let content = 16..<144
  /// What describes the tree of free pages: its depth, pages, entries and root.
  private static let freeTree = (counts: 46..<80, root: 80..<88)

  private let newest: MetaPage
  private let bytes: [UInt8]

  /// Reads both pages of a file that LMDB has written.
  ///
  /// - Throws: `.damaged` where there are none.
  init(of file: borrowing FileDescriptor, _ operation: String, _ path: String) throws(LMDBError) {
    let first = try Self.read(file, at: 0, operation, path)
    let second = try Self.read(file, at: first.page.pageSize, operation, path)
    (newest, bytes) = second.page.transaction > first.page.transaction ? second : first
  }

  private static func read(
    _ file: borrowing FileDescriptor, at offset: Int, _ operation: String, _ path: String
  ) throws(LMDBError) -> (page: MetaPage, bytes: [UInt8]) {
    let bytes = try LMDBError.reporting(operation, path) { () throws(SystemError) in
      try file.read(MetaPage.size, at: offset)
    }
    guard let page = MetaPage(bytes), page.isPlausible(asPage: offset == 0 ? 0 : 1) else {
      throw LMDBError(.damaged, operation, path)
    }
    return (page, bytes)
  }

  /// The bytes that all pages in use take, the last one included.
  var byteCount: Int { (Int(newest.lastPage) + 1) * newest.pageSize }

  /// Has both pages of `file` describe the newest state, as the transactions `last` and the one before: then it goes with
  /// any lock file whose last transaction is `last`, and the next writer goes on from there.
  ///
  /// The list of free pages is dropped: it is sorted by the numbers of transactions, which are other ones now. The pages that
  /// are lost by that are a few where values were appended in order.
  func renumber(_ file: borrowing FileDescriptor, last: UInt64) throws(SystemError) {
    var content = bytes
    content.replaceSubrange(Self.freeTree.counts, with: repeatElement(0, count: Self.freeTree.counts.count))
    content.replaceSubrange(Self.freeTree.root, with: repeatElement(0xFF, count: Self.freeTree.root.count))
    for transaction in [last, last > 0 ? last - 1 : 1] {
      let page = Int(transaction & 1)
      // As LMDB writes it for an environment that no transaction has changed yet.
      let number = last > 0 ? transaction : 0
      let numberBytes = unsafe withUnsafeBytes(of: number) { unsafe Array($0) }
      try file.writeAll(
        Array(content[Self.content]) + numberBytes, at: page * newest.pageSize + Self.content.lowerBound)
    }
  }

  /// Has the older page of `file` describe the newest state as well, so that it is what any reader sees who begins after the
  /// file was replaced, whatever number the lock file has come to.
  ///
  /// To be called while nobody can commit. A reader that looks at the older page meanwhile has been overtaken by a commit, as
  /// LMDB's own readers can be.
  func settle(_ file: borrowing FileDescriptor) throws(SystemError) {
    let older = Int(newest.transaction & 1) ^ 1
    try file.writeAll(Array(bytes[Self.content]), at: older * newest.pageSize + Self.content.lowerBound)
  }
}
