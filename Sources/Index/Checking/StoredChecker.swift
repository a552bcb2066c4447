import NearDuplicates
import Postings

/// Verifies the stored documents of a segment: their compressed blocks, their records, the places of their maps, and the
/// table of their keys; and that fingerprints are those of the texts.
struct StoredChecker {
  private static let progressInterval = 4096
  /// Unreadable records after which the others are left alone: each may have cost as much as a document can.
  private static let unreadableLimit = 100

  let reader: SegmentReader
  let findings: SegmentFindings
  /// Whether texts are cut into words by today's rules, so that their fingerprints can be made again.
  let isAnalyzedAsToday: Bool

  /// Looks at everything that is stored.
  func check(_ progress: (CheckProgress) throws -> Void) throws {
    let stored = try reader.storedDocuments()
    guard stored.isAvailable else {
      let others = [
        StreamID.stored, .storedIndex, .documentKeys, .sourceOffsets, .sourceOffsetsIndex, .sourceMapOffsets,
      ]
      for id in others where reader.segment.stream(id).length > 0 {
        findings.damage("nothing says where the stored documents start", stream: id)
      }
      return
    }
    guard let records = try stored.records.check(findings), let maps = try stored.maps.check(findings) else { return }
    if (reader.segment.stream(.sourceMapOffsets).length > 0) != (maps.end > 0) {
      findings.damage("there are maps without their places, or places without maps", stream: .sourceMapOffsets)
    }
    try checkRecords(stored, records, maps, progress)
  }

  private func checkRecords(
    _ stored: StoredDocuments, _ records: BlockRunExtent, _ maps: BlockRunExtent,
    _ progress: (CheckProgress) throws -> Void
  ) throws {
    var keys: [(hash: UInt64, ordinal: UInt64, document: DocID)] = []
    /// Where the last record that could be read ends, and the last maps.
    var end = 0
    var mapEnd = 0
    var unreadableCount = 0
    let tokens = DocumentTokens()
    var fingerprinter = TextFingerprinter()
    let count = reader.documentCount
    for (number, document) in try stored.documentsByRecord().enumerated()
    where unreadableCount < Self.unreadableLimit {
      let isRead = try findings.attempt(stream: .stored, document: document) {
        let start = try stored.recordStart(document)
        // Records that overlap could be read many times over.
        guard start == records.next(behind: end) || start > end && unreadableCount > 0 else {
          throw IndexError.damaged("the record starts at \(start), not at \(records.next(behind: end))")
        }
        let record = try stored.record(document)
        end = record.range.upperBound
        if isAnalyzedAsToday, let fingerprint = try reader.fingerprint(of: document),
          fingerprint != fingerprinter.fingerprint(of: record.document, tokens)
        {
          findings.damage("it is not that of the stored text", stream: .fingerprints, document: document)
        }
        for key in record.document.keys { keys.append((key.hash, try reader.ordinal(of: document), document)) }
        if let sizes = record.maps {
          let start = try stored.mapStart(document)
          guard start == maps.next(behind: mapEnd) || start > mapEnd && unreadableCount > 0 else {
            throw IndexError.damaged("its maps start at \(start), not at \(maps.next(behind: mapEnd))")
          }
          mapEnd = start + sizes.total
        }
      }
      if !isRead { unreadableCount += 1 }
      if number % Self.progressInterval == 0 || number == count - 1 {
        try progress(CheckProgress(segment: reader.id, step: .storedDocuments, completed: number + 1, total: count))
      }
    }
    guard unreadableCount == 0 else { return findings.note("not looked into any further", stream: .documentKeys) }
    if end != records.end { findings.damage("the last record does not end where the blocks do", stream: .stored) }
    if mapEnd != maps.end {
      findings.damage("the last maps do not end where the blocks do", stream: .sourceOffsets)
    }
    try checkKeys(stored, keys)
  }

  /// Compares the table of keys with the one that the documents make.
  private func checkKeys(
    _ stored: StoredDocuments, _ keys: [(hash: UInt64, ordinal: UInt64, document: DocID)]
  ) throws {
    guard reader.segment.stream(.documentKeys).length == keys.count * IndexFormat.documentKeyEntrySize else {
      return findings.damage("documents have \(keys.count) keys, the table has another length", stream: .documentKeys)
    }
    let sorted = keys.sorted { ($0.hash, $0.ordinal, $0.document) < ($1.hash, $1.ordinal, $1.document) }
    for (number, expected) in sorted.enumerated()
    where try stored.documentKey(number) != (expected.hash, expected.document) {
      findings.damage("entry \(number) is wrong", stream: .documentKeys, document: expected.document)
    }
  }
}
