import LMDB

/// One consistent state of the index, as one thread reads it for the length of one query.
public final class Snapshot {
  /// Which segments are live, and the counts of all together.
  public let manifest: Manifest
  /// The live segments, in the order in which they were made: but for documents in the place of others, that of ordinals.
  public let segments: [SegmentReader]
  /// Memory of whoever reads from snapshots; it stays with the session from one snapshot to the next.
  public var scratch: AnyObject?
  let transaction: ReadTransaction

  init(manifest: Manifest, segments: [SegmentReader], transaction: ReadTransaction) {
    self.manifest = manifest
    self.segments = segments
    self.transaction = transaction
  }

  /// What the build of the index did not take in.
  ///
  /// - Returns: the counts and the list as they were given to `IndexBuilder.finish`.
  /// - Throws: `IndexError.damaged`, `LMDBError`.
  public func skipped() throws -> SkippedSources {
    try SkippedSources(readingFrom: transaction)
  }

  /// How many documents the index holds.
  public var documentCount: Int { manifest.documentCount }

  /// What was decoded of all segments since the snapshot was taken; a session may take one for several queries.
  public var readingCounts: ReadingCounts { segments.reduce(ReadingCounts()) { $0 + $1.counts } }

  /// How many documents hold a term, over all segments.
  ///
  /// - Throws: `IndexError.damaged`.
  public func documentFrequency(of term: [UInt8]) throws -> Int {
    try segments.reduce(0) { $0 + (try $1.terms.entry(of: term)?.documentFrequency ?? 0) }
  }
}

extension SkippedSources {
  /// Reads the list of the index that `transaction` sees.
  init(readingFrom transaction: ReadTransaction) throws {
    // Small values move when others are written: a copy is decoded.
    let value = unsafe try ChunkKey.skippedSources.withBytes { key in
      unsafe try transaction.get(key).map { unsafe [UInt8]($0) }
    }
    if let value {
      try self.init(decoding: value)
    } else {
      self.init()
    }
  }
}
