import LMDB
import Postings

/// A segment as one commit left it.
struct LiveSegment {
  let segment: Segment
  /// Nil if no document is deleted.
  let deletions: Deletions?
  private let summary: SegmentSummary

  /// Opens a segment that the manifest names, or takes what is known of it over.
  ///
  /// - Throws: `IndexError.damaged`, `LMDBError`.
  init(_ summary: SegmentSummary, known: LiveSegment?, in transaction: ReadTransaction) throws {
    self.summary = summary
    // An index that was built anew over one whose manifest was unreadable counts its segments from 1 again.
    if let known, known.segment.summary == summary.withoutDeletions {
      segment = known.segment
    } else {
      segment = try IndexReader.open(summary, in: transaction)
    }
    if let known, known.summary == summary {
      deletions = known.deletions
    } else {
      deletions = summary.deletedCount > 0 ? try Deletions(of: summary, in: transaction) : nil
    }
  }
}

extension Deletions {
  /// How many chunks the deletions of a segment have; none if there are none.
  static func chunkCount(of summary: SegmentSummary) -> Int {
    let size = 8 * ((summary.documentCount + 63) / 64)
    let capacity = StreamID.deletions.chunkCapacity
    return summary.deletedCount > 0 ? (size + capacity - 1) / capacity : 0
  }

  /// Reads the deletions of a segment.
  ///
  /// - Throws: `IndexError.damaged`, `LMDBError`.
  init(of summary: SegmentSummary, in transaction: ReadTransaction) throws {
    var bytes: [UInt8] = []
    for chunk in 0..<Self.chunkCount(of: summary) {
      let key = ChunkKey(segment: summary.id, stream: StreamID.deletions.rawValue, chunk: UInt32(chunk))
      let value = unsafe try key.withBytes { key in unsafe try transaction.get(key).map { unsafe [UInt8]($0) } }
      guard let value else {
        throw IndexError.missingChunk(segment: summary.id, stream: .deletions, chunk: chunk)
      }
      bytes += value
    }
    guard unsafe bytes.withUnsafeBytes({ unsafe CRC32C.checksum($0) }) == summary.deletionsChecksum else {
      throw IndexError.damaged("the checksum of the deletions of segment \(summary.id) does not match")
    }
    try self.init(
      decoding: bytes, documentCount: summary.documentCount, count: summary.deletedCount, segment: summary.id)
  }
}
