import Postings

/// Verifies the stored documents of a segment: their compressed blocks, their records, the places of their maps, and the
/// table of their keys.
struct StoredChecker {
  private static let progressInterval = 4096
  /// Unreadable records after which the others are left alone: each may have cost as much as a document can.
  private static let unreadableLimit = 100

  let reader: SegmentReader
  let findings: SegmentFindings

  /// Looks at everything that is stored.
  func check(_ progress: (CheckProgress) throws -> Void) throws {
    let stored = try reader.storedDocuments()
    guard stored.isAvailable else {
      let others = [StreamID.stored, .storedIndex, .documentKeys, .sourceOffsets, .sourceOffsetsIndex]
      for id in others where reader.segment.stream(id).length > 0 {
        findings.damage("nothing says where the stored documents start", stream: id)
      }
      return
    }
    guard let length = try stored.records.check(findings), let mapLength = try stored.maps.check(findings) else {
      return
    }
    try checkRecords(stored, length: length, mapLength: mapLength, progress)
  }

  private func checkRecords(
    _ stored: StoredDocuments, length: Int, mapLength: Int, _ progress: (CheckProgress) throws -> Void
  ) throws {
    var keys: [(hash: UInt64, ordinal: UInt64, document: DocID)] = []
    /// Where the last record that could be read ends, and the last maps.
    var end = 0
    var mapEnd = 0
    var unreadableCount = 0
    let count = reader.documentCount
    for (number, document) in try stored.documentsByRecord().enumerated()
    where unreadableCount < Self.unreadableLimit {
      let isRead = try findings.attempt(stream: .stored, document: document) {
        let start = try stored.recordStart(document)
        // Records that overlap could be read many times over.
        guard start == end || start > end && unreadableCount > 0 else {
          throw IndexError.damaged("the record starts at \(start), not at \(end)")
        }
        let record = try stored.record(document)
        end = record.range.upperBound
        if let key = record.document.key { keys.append((key.hash, try reader.ordinal(of: document), document)) }
        if let maps = record.maps {
          guard maps.start == mapEnd || maps.start > mapEnd && unreadableCount > 0 else {
            throw IndexError.damaged("its maps start at \(maps.start), not at \(mapEnd)")
          }
          mapEnd = maps.end
        }
      }
      if !isRead { unreadableCount += 1 }
      if number % Self.progressInterval == 0 || number == count - 1 {
        try progress(CheckProgress(segment: reader.id, step: .storedDocuments, completed: number + 1, total: count))
      }
    }
    guard unreadableCount == 0 else { return findings.note("not looked into any further", stream: .documentKeys) }
    if end != length { findings.damage("the last record does not end where the blocks do", stream: .stored) }
    if mapEnd != mapLength {
      findings.damage("the last maps do not end where the blocks do", stream: .sourceOffsets)
    }
    try checkKeys(stored, keys)
  }

  /// Compares the table of keys with the one that the documents make.
  private func checkKeys(
    _ stored: StoredDocuments, _ keys: [(hash: UInt64, ordinal: UInt64, document: DocID)]
  ) throws {
    guard reader.segment.stream(.documentKeys).length == keys.count * IndexFormat.documentKeyEntrySize else {
      return findings.damage("\(keys.count) documents have keys, the table has another length", stream: .documentKeys)
    }
    let sorted = keys.sorted { ($0.hash, $0.ordinal) < ($1.hash, $1.ordinal) }
    for (number, expected) in sorted.enumerated()
    where try stored.documentKey(number) != (expected.hash, expected.document) {
      findings.damage("entry \(number) is wrong", stream: .documentKeys, document: expected.document)
    }
  }
}
