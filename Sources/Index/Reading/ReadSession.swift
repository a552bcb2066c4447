import LMDB

/// One thread's way of reading: a read transaction that is renewed for each query, so that no query holds pages back for
/// longer than it runs. One thread at a time.
public final class ReadSession {
  private let reader: IndexReader
  private let transaction: ReadTransaction
  /// The snapshot of the last query and the transaction number that it belongs to: mostly nothing has changed since.
  private var last: (transactionID: Int, snapshot: Snapshot)?

  init(reader: IndexReader, transaction: ReadTransaction) {
    self.reader = reader
    self.transaction = transaction
    transaction.reset()
  }

  /// Calls `body` with the newest state of the index. Nothing that the snapshot gives may outlive the call.
  ///
  /// - Throws: `IndexError`, `LMDBError`, and what `body` throws.
  public func withSnapshot<Result>(_ body: (Snapshot) throws -> Result) throws -> Result {
    try transaction.renew()
    defer { transaction.reset() }
    return try body(try snapshot())
  }

  private func snapshot() throws -> Snapshot {
    if let last, last.transactionID == transaction.id { return last.snapshot }
    let manifest = try Manifest(readingFrom: transaction)
    let segments = try reader.segments(of: manifest, in: transaction)
    let snapshot = Snapshot(
      manifest: manifest, segments: segments.map { SegmentReader($0, transaction: transaction) },
      transaction: transaction)
    snapshot.scratch = last?.snapshot.scratch
    last = (transaction.id, snapshot)
    return snapshot
  }
}

extension Manifest {
  /// Reads the manifest of the index that `transaction` sees.
  init(readingFrom transaction: ReadTransaction) throws {
    let value = unsafe try ChunkKey.manifest.withBytes { key in
      unsafe try transaction.get(key).map { unsafe [UInt8]($0) }
    }
    guard let value else {
      throw IndexError.notAnIndex(
        "its first build was not finished, or another program wrote it; build the index with quod build")
    }
    try self.init(decoding: value)
  }
}
