internal import CLMDB
internal import Platform

/// A copy of what one snapshot of an environment sees: a new data file with the values in the order of their keys, so that
/// its pages are full and hardly any are free.
///
/// It lies in a sub-directory of where it is to go until one of the two methods moves it there. What is not moved is removed;
/// what a crash leaves is removed by the next copy, or by ``Environment/removeUnfinishedCopy(in:)``.
struct EnvironmentCopy: ~Copyable {
  /// The sub-directory.
  static let directoryName = "copy"

  /// Bytes of keys and values in a transaction: LMDB keeps the pages of one in memory.
  private static let transactionSize = 16 << 20
  /// Bytes after which what was written is flushed, so that the last flush does not hold up everybody else's.
  private static let flushInterval = 64 << 20

  /// Bytes of the new data file.
  let byteCount: Int
  private let source: Environment
  private let place: String
  /// The transaction that the copy has the state of.
  private let transactionID: Int

  /// Copies the newest snapshot.
  ///
  /// - Parameters:
  ///   - source: What is copied; others may read and write meanwhile.
  ///   - place: The directory that the copy is to go to.
  ///   - isCancelled: Asked before each transaction.
  ///   - onProgress: Told how many bytes of how many have been copied.
  /// - Throws: `.cancelled`, `.diskFull` before anything was written if there is not enough room, and what reading and
  ///   writing throw.
  init(
    of source: Environment, into place: String, isCancelled: () -> Bool,
    onProgress: (_ done: Int, _ total: Int) -> Void
  ) throws {
    try Self.remove(from: place)
    do {
      (transactionID, byteCount) = try Self.copy(
        source, to: "\(place)/\(Self.directoryName)", isCancelled: isCancelled, onProgress: onProgress)
    } catch {
      try? Self.remove(from: place)
      throw error
    }
    self.source = source
    self.place = place
  }

  deinit {
    try? Self.remove(from: place)
  }

  /// Removes the sub-directory with what is in it.
  static func remove(from place: String) throws(LMDBError) {
    try Environment.remove(at: "\(place)/\(directoryName)")
  }

  private static func copy(
    _ source: Environment, to directory: String, isCancelled: () -> Bool,
    onProgress: (_ done: Int, _ total: Int) -> Void
  ) throws -> (transactionID: Int, byteCount: Int) {
    let total = try source.info.usedBytes
    let snapshot = try source.beginRead()
    var options = source.options
    options.access = .readWrite
    // What is flushed counts at the end only.
    options.durability = .none
    let target = try Environment(at: directory, options: options)
    try target.handle.requireSpace(total, reserve: options.reservedSpace, "copy")

    let cursor = try Cursor(snapshot.transaction, Transaction.mainDatabase)
    var (key, value) = unsafe (MDB_val(), MDB_val())
    var isPresent = unsafe try cursor.move(MDB_FIRST, &key, &value)
    var (copied, flushed) = (0, 0)
    while isPresent {
      guard !isCancelled() else { throw target.error(.cancelled, "copy") }
      var size = 0
      try target.write { transaction in
        while isPresent, size < transactionSize {
          // In the map of the source, where the snapshot keeps them.
          unsafe try transaction.append(key.bytes, value.bytes)
          size += unsafe key.mv_size + value.mv_size
          isPresent = unsafe try cursor.move(MDB_NEXT, &key, &value)
        }
      }
      copied += size
      if copied - flushed >= flushInterval {
        try target.sync()
        flushed = copied
      }
      onProgress(min(copied, total), total)
    }
    try target.sync()
    onProgress(total, total)
    return (snapshot.id, try target.info.fileBytes)
  }

  // MARK: Moving it to its place

  /// Makes the copy the data file of the directory that it was made for, which must have none.
  consuming func moveIn() throws(LMDBError) {
    let target = try EnvironmentDirectory(path: place, creating: false, operation: "copy")
    try move(to: target.descriptor)
  }

  /// Puts the copy in the place of the data file that it was made from, while other processes may have that one open.
  ///
  /// They share the lock file, so both files are made to go with it (``MetaPagePair``): the new one has the numbers of the
  /// old one's last transactions, and the old one has its last state on both pages.
  ///
  /// - Throws: `.busy` if something was committed since the copy was begun.
  consuming func replaceSource() throws {
    let operation = "replace the data file"
    try source.keepingWritersOut(operation) { lastTransaction in
      guard lastTransaction == transactionID, let last = UInt64(exactly: lastTransaction) else {
        throw source.error(.busy, operation, "it was changed while it was copied")
      }
      let copied = try EnvironmentDirectory(
        path: "\(place)/\(Self.directoryName)", creating: false, operation: operation)
      do {
        let file = try LMDBError.reporting(operation, place) { () throws(SystemError) in
          try copied.descriptor.writableFile(EnvironmentDirectory.dataFile.utf8)
        }
        let pages = try MetaPagePair(of: file, operation, place)
        try LMDBError.reporting(operation, place) { () throws(SystemError) in
          // LMDB need not write the last pages if they are free, but nothing says so any more.
          try file.allocate(pages.byteCount)
          try pages.renumber(file, last: last)
          try file.sync()
        }
      }
      try source.handle.settleMetaPages(operation)
      try source.handle.withDirectory { try move(to: $0.descriptor) }
    }
  }

  private func move(to directory: borrowing FileDescriptor) throws(LMDBError) {
    let copied = try EnvironmentDirectory(path: "\(place)/\(Self.directoryName)", creating: false, operation: "copy")
    let name = EnvironmentDirectory.dataFile.utf8
    do throws(SystemError) {
      try copied.descriptor.move(name, to: directory, as: name)
      // What is acknowledged from now on is in the new file: a power cut must not bring the old one back.
      try directory.sync()
    } catch {
      throw LMDBError(LMDBError.Code(error), "copy", place)
    }
  }
}
