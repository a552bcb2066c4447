import LMDB
import Postings

/// The one writer of an index: holds its lock, knows its manifest, and replaces it.
final class IndexStore {
  let environment: Environment
  private let lock: WriterLock
  /// Whether a writer before this one did not end in order: that is for a check to put right.
  private let followsCrash: Bool
  /// What is published now.
  private(set) var manifest: Manifest
  /// Whether there is a manifest in the database.
  private(set) var isPublished = false
  /// The number that the next segment gets.
  private var nextSegmentID: UInt32
  /// Segments of which there may be chunks though nobody can see them: the next commit deletes them.
  private var discarded: Set<UInt32> = []

  /// Opens the index in a directory for writing, or makes an empty one, and sweeps what a crash has left.
  ///
  /// - Throws: `IndexError.unsupportedFormat` for an index of a newer version, which is left as it is; `LMDBError`.
  convenience init(directory: String, analyzerFingerprint: UInt64) throws {
    try self.init(environment: try Environment(at: directory), analyzerFingerprint: analyzerFingerprint)
  }

  /// Writes to the index of an environment that is open, as `init(directory:analyzerFingerprint:)` does.
  init(environment: Environment, analyzerFingerprint: UInt64) throws {
    let directory = environment.directory
    self.environment = environment
    lock = try WriterLock(directory: directory)
    // A writer that was killed right after its commit may have left it untold (LMDB's mti_txnid): reads would see what was
    // before, and the first write what it had written. To begin a write settles that.
    try environment.settle()
    try Environment.removeUnfinishedCopy(in: directory)
    followsCrash = try lock.isMarked
    manifest = Manifest(analyzerFingerprint: analyzerFingerprint)
    nextSegmentID = manifest.nextSegmentID
    if let published = try publishedManifest() {
      manifest = published
      isPublished = true
      nextSegmentID = manifest.nextSegmentID
      try sweep()
    } else {
      // What is there cannot be read, but a reader may still have it open: no number is given twice.
      discarded = try storedSegmentIDs()
      guard let greatest = discarded.max() else { return }
      guard greatest < .max else { throw IndexError.limitExceeded("all numbers of segments are used up") }
      nextSegmentID = max(nextSegmentID, greatest + 1)
    }
  }

  deinit {
    // What an environment holds that has stopped writing is to be looked at.
    if !followsCrash, !environment.hasStoppedWriting { try? lock.unmark() }
  }

  /// Begins a segment that nobody sees until it is published.
  ///
  /// - Parameter transactionSize: bytes of chunks that are gathered for one transaction.
  /// - Returns: what writes it.
  /// - Throws: `IndexError.limitExceeded` when all numbers are used up.
  func makeSegment(transactionSize: Int = SegmentWriter.transactionSize) throws -> SegmentWriter {
    guard nextSegmentID < .max else { throw IndexError.limitExceeded("all numbers of segments are used up") }
    try lock.mark()
    defer { nextSegmentID += 1 }
    return SegmentWriter(id: nextSegmentID, environment: environment, transactionSize: transactionSize)
  }

  /// Lets the next commit delete what was written of a segment that will not be published.
  func discard(_ writer: SegmentWriter) {
    discarded.insert(writer.id)
  }

  /// Makes `segments` the whole of the index, in one transaction; the others are deleted.
  ///
  /// - Parameters:
  ///   - segments: published and finished segments, in the order of their ordinals.
  ///   - nextOrdinal: the ordinal of the next document.
  ///   - analyzerFingerprint: what the documents were analysed with.
  ///   - files: what is known of files from now on.
  ///   - skipped: what the build did not take in; nil to keep what the index says of that.
  /// - Throws: `LMDBError`.
  func publish(
    _ segments: [PublishedSegment], nextOrdinal: UInt64, analyzerFingerprint: UInt64, files: FileList = .changed([]),
    skipped: SkippedSources? = nil
  ) throws {
    let list = try skipped?.encoded()
    try lock.mark()
    var next = manifest
    next.analyzerFingerprint = analyzerFingerprint
    // A forged manifest may claim any.
    next.epoch &+= 1
    next.nextSegmentID = nextSegmentID
    next.nextOrdinal = nextOrdinal
    next.segments = []
    let removed = Set(manifest.segments.map(\.id)).union(discarded).subtracting(segments.map(\.id))
    try environment.write { transaction in
      for segment in segments { next.segments.append(try write(segment, in: transaction)) }
      for id in removed { try delete(id, in: transaction) }
      try update(files, in: transaction)
      if skipped != nil { try replace(.skippedSources, by: list, in: transaction) }
      try replace(.manifest, by: next.encoded(), in: transaction)
    }
    for case .new(let segment, _) in segments { segment.writer.forgetPending() }
    manifest = next
    isPublished = true
    discarded = []
  }

  /// Writes what is not there yet of a segment.
  ///
  /// - Returns: what the manifest is to say of it.
  private func write(_ segment: PublishedSegment, in transaction: borrowing WriteTransaction) throws -> SegmentSummary {
    var summary: SegmentSummary
    var deletions: Deletions?
    switch segment {
    case .kept(let known, let changed):
      (summary, deletions) = (known, changed)
    case .new(let finished, let own):
      try finished.writer.writePending(in: transaction)
      let descriptor = finished.descriptor.encoded()
      try replace(.descriptor(of: finished.writer.id), by: descriptor, in: transaction)
      (summary, deletions) = (SegmentSummary(finished, descriptor: descriptor), own)
    }
    if let deletions {
      let bytes = deletions.encoded
      let capacity = StreamID.deletions.chunkCapacity
      for (number, start) in stride(from: 0, to: bytes.count, by: capacity).enumerated() {
        let key = ChunkKey(segment: summary.id, stream: StreamID.deletions.rawValue, chunk: UInt32(number))
        try replace(key, by: Array(bytes[start..<min(start + capacity, bytes.count)]), in: transaction)
      }
      summary.deletedCount = deletions.count
      summary.deletionsChecksum = unsafe bytes.withUnsafeBytes { unsafe CRC32C.checksum($0) }
    }
    return summary
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

  private func update(_ files: FileList, in transaction: borrowing WriteTransaction) throws {
    switch files {
    case .changed(let changes):
      for change in changes {
        switch change {
        case .set(let entry): try replace(FileKey(path: entry.path), by: entry.encoded, in: transaction)
        case .forget(let path): try replace(FileKey(path: path), by: nil, in: transaction)
        }
      }
    case .empty:
      var keys: [[UInt8]] = []
      unsafe try FileKey.prefix.withUnsafeBytes { first in
        unsafe try transaction.forEach(from: first) { key, _ in
          guard unsafe FileKey.isOne(key) else { return false }
          keys.append(unsafe [UInt8](key))
          return true
        }
      }
      for key in keys { _ = unsafe try key.withUnsafeBytes { unsafe try transaction.delete($0) } }
    }
  }

  private func replace(_ key: FileKey, by value: [UInt8]?, in transaction: borrowing WriteTransaction) throws {
    unsafe try key.bytes.withUnsafeBytes { key in
      if let value {
        unsafe try value.withUnsafeBytes { unsafe try transaction.put(key, $0) }
      } else {
        _ = unsafe try transaction.delete(key)
      }
    }
  }

  /// The numbers of all segments of which there are values.
  private func storedSegmentIDs() throws -> Set<UInt32> {
    let transaction = try environment.beginRead()
    var ids: Set<UInt32> = []
    unsafe try ChunkKey.descriptor(of: 1).withBytes { first in
      unsafe try transaction.forEach(from: first) { bytes, _ in
        if let key = unsafe ChunkKey(bytes) { ids.insert(key.segment) }
        return true
      }
    }
    return ids
  }

  private func publishedManifest() throws -> Manifest? {
    let transaction = try environment.beginRead()
    var isForeign = false
    unsafe try transaction.forEach(from: UnsafeRawBufferPointer(start: nil, count: 0)) { key, _ in
      isForeign = unsafe ChunkKey(key) == nil && !FileKey.isOne(key)
      // Files are many, and none of another program's.
      return unsafe !isForeign && !FileKey.isOne(key)
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
    let leftovers = try storedSegmentIDs().subtracting(manifest.segments.map(\.id))
    guard !leftovers.isEmpty else { return }
    do {
      try lock.mark()
      try environment.write { transaction in
        for id in leftovers { try delete(id, in: transaction) }
      }
    } catch let error as LMDBError {
      guard error.code == .diskFull else { throw error }
      // Reading is no reason to have room. The first commit for which there is some deletes them.
      discarded = leftovers
    }
  }

  /// Deletes all values of a segment.
  private func delete(_ segment: UInt32, in transaction: borrowing WriteTransaction) throws {
    var obsolete: [ChunkKey] = []
    unsafe try ChunkKey.descriptor(of: segment).withBytes { first in
      unsafe try transaction.forEach(from: first) { bytes, _ in
        guard let key = unsafe ChunkKey(bytes), key.segment == segment else { return false }
        obsolete.append(key)
        return true
      }
    }
    for key in obsolete {
      unsafe _ = try key.withBytes { unsafe try transaction.delete($0) }
    }
  }
}
