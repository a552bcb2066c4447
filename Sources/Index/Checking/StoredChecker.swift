import Postings

/// Verifies the stored documents of a segment: their compressed blocks, their records, and the table of their keys.
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
      for id in [StreamID.stored, .storedIndex, .documentKeys] where reader.segment.stream(id).length > 0 {
        findings.damage("nothing says where the stored documents start", stream: id)
      }
      return
    }
    guard let length = try checkBlocks(stored) else { return }
    try checkRecords(stored, length: length, progress)
  }

  /// Decompresses every block, and returns how many bytes there are in all; nil if not every block could be read.
  private func checkBlocks(_ stored: StoredDocuments) throws -> Int? {
    let indexLength = reader.segment.stream(.storedIndex).length
    guard indexLength % IndexFormat.storedIndexEntrySize == 0 else {
      findings.damage("the length is no multiple of an entry's", stream: .storedIndex)
      return nil
    }
    let blockCount = indexLength / IndexFormat.storedIndexEntrySize
    var end = 0
    var length = 0
    for number in 0..<blockCount {
      let isRead = try findings.attempt(stream: .stored) {
        let (address, size) = try stored.indexEntry(number)
        guard try reader.isUnit(at: address, of: .stored, behind: end) else {
          throw IndexError.damaged("block \(number) stands at \(address), the one before ends at \(end)")
        }
        let count = try stored.decompressedBlock(number).count
        guard count == IndexFormat.storedBlockSize || number == blockCount - 1 && count > 0 else {
          throw IndexError.damaged("block \(number) gives \(count) bytes")
        }
        end = address + size
        length += count
      }
      // Where the next one stands cannot be told any more.
      guard isRead else { return nil }
    }
    if end != reader.segment.stream(.stored).length {
      findings.damage("the last block does not end where the stream does", stream: .stored)
    }
    return length
  }

  private func checkRecords(_ stored: StoredDocuments, length: Int, _ progress: (CheckProgress) throws -> Void) throws {
    var keys: [(hash: UInt64, document: DocID)] = []
    /// Where the last record that could be read ends.
    var end = 0
    var unreadableCount = 0
    let count = reader.documentCount
    for number in 0..<count where unreadableCount < Self.unreadableLimit {
      let document = DocID(number)
      let isRead = try findings.attempt(stream: .stored, document: document) {
        let start = try stored.recordStart(document)
        // Records that overlap could be read many times over.
        guard start == end || start > end && unreadableCount > 0 else {
          throw IndexError.damaged("the record starts at \(start), not at \(end)")
        }
        let (record, range) = try stored.record(document)
        end = range.upperBound
        if let key = record.key { keys.append((key.hash, document)) }
      }
      if !isRead { unreadableCount += 1 }
      if number % Self.progressInterval == 0 || number == count - 1 {
        try progress(CheckProgress(segment: reader.id, step: .storedDocuments, completed: number + 1, total: count))
      }
    }
    guard unreadableCount == 0 else { return findings.note("not looked into any further", stream: .documentKeys) }
    if end != length { findings.damage("the last record does not end where the blocks do", stream: .stored) }
    try checkKeys(stored, keys)
  }

  /// Compares the table of keys with the one that the documents make.
  private func checkKeys(_ stored: StoredDocuments, _ keys: [(hash: UInt64, document: DocID)]) throws {
    guard reader.segment.stream(.documentKeys).length == keys.count * IndexFormat.documentKeyEntrySize else {
      return findings.damage("\(keys.count) documents have keys, the table has another length", stream: .documentKeys)
    }
    let sorted = keys.sorted { ($0.hash, $0.document) < ($1.hash, $1.document) }
    for (number, expected) in sorted.enumerated() where try stored.documentKey(number) != expected {
      findings.damage("entry \(number) is wrong", stream: .documentKeys, document: expected.document)
    }
  }
}
