import LMDB
import TextAnalysis

/// Verifies an index: every checksum, and everything that docs/FORMAT.md says of the bytes behind them.
///
/// One snapshot is read from the beginning to the end, so pages that a writer frees meanwhile are not used again before
/// the check is over. The pages of LMDB's own trees are gone through when the file is opened.
public struct IndexChecker {
  private let environment: Environment
  private let memoryBudget: Int

  /// Bytes of memory that the texts of common terms take together with their phrases, which are gathered once more.
  private static let defaultMemoryBudget = 256 << 20

  /// Opens the index in a directory for reading.
  ///
  /// - Throws: `IndexError.missing`, `IndexError.damaged` where there is nothing that could be opened, `LMDBError`.
  public init(directory: String) throws {
    do {
      self.init(environment: try IndexReader.openForReading(directory))
    } catch {
      throw (error as? LMDBError)?.code == .damaged ? IndexError.damaged("\(error)") : error
    }
  }

  init(environment: Environment, memoryBudget: Int = Self.defaultMemoryBudget) {
    self.environment = environment
    self.memoryBudget = memoryBudget
  }

  /// Looks at everything, and does not stop at the first finding.
  ///
  /// - Parameter progress: called now and then; what it throws ends the check.
  /// - Returns: what was found.
  /// - Throws: `IndexError.notAnIndex` and `IndexError.unsupportedFormat` where there is nothing to check, `LMDBError`,
  ///   and what `progress` throws.
  public func check(progress: (CheckProgress) throws -> Void = { _ in }) throws -> CheckReport {
    let transaction = try environment.beginRead()
    let log = FindingLog()
    guard let manifest = try manifest(in: transaction, log: log) else { return log.report }
    let isAnalyzedAsToday = manifest.analyzerFingerprint == Analyzer.fingerprint
    if !isAnalyzedAsToday {
      log.add(IndexFinding(severity: .note, message: "the documents were analysed by other rules than today's"))
    }
    let segments = try manifest.segments.compactMap { try open($0, in: transaction, log: log) }
    try checkKeys(in: transaction, manifest: manifest, segments: segments.map(\.segment), log: log)
    try checkSkippedSources(in: transaction, log: log)

    var ordinals = OrdinalsChecker(limit: manifest.nextOrdinal)
    for (segment, deletions) in segments {
      let reader = SegmentReader(segment: segment, transaction: transaction, deletions: deletions)
      try SegmentChecker(
        reader: reader, log: log, memoryBudget: memoryBudget, isAnalyzedAsToday: isAnalyzedAsToday
      ).check(ordinals: &ordinals, progress: progress)
    }
    ordinals.finish(log)
    log.report.segmentCount = manifest.segments.count
    log.report.documentCount = manifest.documentCount
    return log.report
  }

  private func manifest(in transaction: ReadTransaction, log: FindingLog) throws -> Manifest? {
    do {
      return try Manifest(readingFrom: transaction)
    } catch {
      switch error {
      case IndexError.notAnIndex, IndexError.unsupportedFormat: throw error
      default:
        guard let message = FindingLog.message(of: error) else { throw error }
        log.add(IndexFinding(severity: .damage, message: message))
        return nil
      }
    }
  }

  private func checkSkippedSources(in transaction: ReadTransaction, log: FindingLog) throws {
    do {
      _ = try SkippedSources(readingFrom: transaction)
    } catch {
      guard let message = FindingLog.message(of: error) else { throw error }
      log.add(IndexFinding(severity: .damage, message: message))
    }
  }

  /// What can be read of a segment and of its deletions; nil if the segment itself cannot.
  private func open(
    _ summary: SegmentSummary, in transaction: ReadTransaction, log: FindingLog
  ) throws -> (segment: Segment, deletions: Deletions?)? {
    var segment: Segment?
    var deletions: Deletions?
    _ = try SegmentFindings(log: log, segment: summary.id).attempt {
      segment = try IndexReader.open(summary, in: transaction)
    }
    if summary.deletedCount > 0 {
      _ = try SegmentFindings(log: log, segment: summary.id).attempt(stream: .deletions) {
        deletions = try Deletions(of: summary, in: transaction)
      }
    }
    return segment.map { ($0, deletions) }
  }

  /// Looks for values that nothing names; that those which are named exist is found out later.
  private func checkKeys(
    in transaction: ReadTransaction, manifest: Manifest, segments: [Segment], log: FindingLog
  ) throws {
    let live = Dictionary(manifest.segments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let open = Dictionary(segments.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var leftovers: [UInt32: Int] = [:]
    unsafe try transaction.forEach { bytes, value in
      if unsafe FileKey.isOne(bytes) {
        try unsafe checkFile(bytes, value, log: log)
        return true
      }
      guard let key = unsafe ChunkKey(bytes) else {
        log.add(IndexFinding(severity: .damage, message: "a key of \(bytes.count) bytes is none of an index"))
        return true
      }
      if key.segment > 0, live[key.segment] == nil {
        leftovers[key.segment, default: 0] += 1
      } else if key.stream == StreamID.deletions.rawValue, let summary = live[key.segment],
        Int(key.chunk) < Deletions.chunkCount(of: summary)
      {
        return true
      } else if key != .manifest, key != .skippedSources, key != .descriptor(of: key.segment), !isChunk(key, of: open) {
        log.add(
          IndexFinding(
            severity: .damage, segment: key.segment, stream: StreamID(rawValue: key.stream), chunk: Int(key.chunk),
            message: "a value that nothing names (stream \(key.stream))"))
      }
      return true
    }
    for (segment, count) in leftovers.sorted(by: { $0.key < $1.key }) {
      log.add(
        IndexFinding(
          severity: .note, segment: segment,
          message:
            "\(count) chunks of a build that is running or was interrupted; harmless, the next build removes them"))
    }
  }

  /// Verifies what is known of a file.
  private func checkFile(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, log: FindingLog
  ) throws {
    do {
      let path = try unsafe FileEntry(decoding: [UInt8](value)).path
      guard unsafe !key.elementsEqual(FileKey(path: path).bytes) else { return }
      log.add(IndexFinding(severity: .damage, message: "the entry of a file stands under another key than its own"))
    } catch {
      guard let message = FindingLog.message(of: error) else { throw error }
      log.add(IndexFinding(severity: .damage, message: message))
    }
  }

  /// Whether a live segment has the chunk of a key. One whose descriptor could not be read gets the benefit of the doubt.
  private func isChunk(_ key: ChunkKey, of segments: [UInt32: Segment]) -> Bool {
    guard key.segment > 0 else { return false }
    guard let segment = segments[key.segment] else { return true }
    guard let id = StreamID(rawValue: key.stream) else { return false }
    return Int(key.chunk) < segment.stream(id).chunkCount
  }
}
