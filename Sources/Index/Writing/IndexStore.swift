import LMDB

/// The one writer of an index: holds its lock, knows its manifest, and replaces it.
final class IndexStore {
  let environment: Environment
  private let lock: WriterLock
  /// What is published now.
  private(set) var manifest: Manifest
  /// The number that the next segment gets.
  private var nextSegmentID: UInt32

  /// Opens the index in a directory for writing, or makes an empty one, and sweeps what a crash has left.
  ///
  /// - Throws: `IndexError.unsupportedFormat` for an index of a newer version, which is left as it is; `LMDBError`.
  init(directory: String, analyzerFingerprint: UInt64) throws {
    environment = try Environment(at: directory)
    lock = try WriterLock(directory: directory)
    // A writer that was killed right after its commit may have left it untold (LMDB's mti_txnid): reads would see what was
    // before, and the first write what it had written. To begin a write settles that.
    try environment.write { _ in }
    manifest = Manifest(analyzerFingerprint: analyzerFingerprint)
    nextSegmentID = manifest.nextSegmentID
    if let published = try publishedManifest() {
      manifest = published
      nextSegmentID = manifest.nextSegmentID
      try sweep()
    } else {
      // What is there cannot be read, but a reader may still have it open: no number is given twice.
      nextSegmentID = max(nextSegmentID, try greatestSegmentID() &+ 1)
    }
  }

  /// Begins a segment that nobody sees until it is published.
  func makeSegment() throws -> SegmentWriter {
    guard nextSegmentID < .max else { throw IndexError.limitExceeded("all numbers of segments are used up") }
    defer { nextSegmentID += 1 }
    return SegmentWriter(id: nextSegmentID, environment: environment)
  }

  /// Makes `segments` the whole of the index, in one transaction; the others are deleted.
  ///
  /// - Parameters:
  ///   - segments: finished segments, in the order of their ordinals.
  ///   - nextOrdinal: the ordinal of the next document.
  ///   - analyzerFingerprint: what the documents were analysed with.
  ///   - skipped: what the build did not take in; nil to keep what the index says of that.
  /// - Throws: `LMDBError`.
  func publish(
    _ segments: [FinishedSegment], nextOrdinal: UInt64, analyzerFingerprint: UInt64, skipped: SkippedSources? = nil
  ) throws {
    let list = try skipped?.encoded()
    var next = manifest
    next.analyzerFingerprint = analyzerFingerprint
    // A forged manifest may claim any.
    next.epoch &+= 1
    next.nextSegmentID = nextSegmentID
    next.nextOrdinal = nextOrdinal
    next.segments = []
    try environment.write { transaction in
      for segment in segments {
        try segment.writer.writePending(in: transaction)
        let descriptor = segment.descriptor.encoded()
        unsafe try ChunkKey.descriptor(of: segment.writer.id).withBytes { key in
          unsafe try descriptor.withUnsafeBytes { unsafe try transaction.put(key, $0) }
        }
        next.segments.append(SegmentSummary(segment, descriptor: descriptor))
      }
      try delete(in: transaction) { key in
        key.segment > 0 && !next.segments.contains { $0.id == key.segment }
      }
      if skipped != nil { try replace(.skippedSources, by: list, in: transaction) }
      try replace(.manifest, by: next.encoded(), in: transaction)
    }
    for segment in segments { segment.writer.forgetPending() }
    manifest = next
  }

  /// Writes a value, or deletes the one that is there.
  private func replace(_ key: ChunkKey, by value: [UInt8]?, in transaction: borrowing WriteTransaction) throws {
    unsafe try key.withBytes { key in
      if let value {
        unsafe try value.withUnsafeBytes { unsafe try transaction.put(key, $0) }
      } else {
        _ = unsafe try transaction.delete(key)
      }
    }
  }

  /// The greatest number of a segment that any key carries; 0 if there is none.
  private func greatestSegmentID() throws -> UInt32 {
    let transaction = try environment.beginRead()
    var greatest: UInt32 = 0
    unsafe try transaction.forEach(from: UnsafeRawBufferPointer(start: nil, count: 0)) { bytes, _ in
      if let key = unsafe ChunkKey(bytes) { greatest = max(greatest, key.segment) }
      return true
    }
    guard greatest < .max else { throw IndexError.limitExceeded("all numbers of segments are used up") }
    return greatest
  }

  private func publishedManifest() throws -> Manifest? {
    let transaction = try environment.beginRead()
    var isForeign = false
    unsafe try transaction.forEach(from: UnsafeRawBufferPointer(start: nil, count: 0)) { key, _ in
      isForeign = unsafe ChunkKey(key) == nil
      return !isForeign
    }
    guard !isForeign else { throw IndexError.notAnIndex("the database holds data of another program") }
    do {
      return try Manifest(readingFrom: transaction)
    } catch IndexError.unsupportedFormat(let found, let supported) where found > supported {
      throw IndexError.unsupportedFormat(found: found, supported: supported)
    } catch is IndexError {
      // Nothing published, or nothing readable: a build replaces it.
      return nil
    }
  }

  /// Deletes the chunks of segments that were never published.
  private func sweep() throws {
    let live = Set(manifest.segments.map(\.id))
    try environment.write { transaction in
      try delete(in: transaction) { key in key.segment > 0 && !live.contains(key.segment) }
    }
  }

  private func delete(in transaction: borrowing WriteTransaction, where isObsolete: (ChunkKey) -> Bool) throws {
    var obsolete: [ChunkKey] = []
    unsafe try transaction.forEach(from: UnsafeRawBufferPointer(start: nil, count: 0)) { bytes, _ in
      if let key = unsafe ChunkKey(bytes), isObsolete(key) { obsolete.append(key) }
      return true
    }
    for key in obsolete {
      unsafe _ = try key.withBytes { unsafe try transaction.delete($0) }
    }
  }
}
