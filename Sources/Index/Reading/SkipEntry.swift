import Postings

/// What stands beside each full block of a posting list, so that the next can be found without decoding it.
struct SkipEntry {
  /// The last document of the block.
  var lastDocument: DocID
  /// Where the next block of documents starts, counted from the start of the list.
  var documentsOffset: Int
  /// Where the positions of the next block start, counted from the start of the list.
  var positionsOffset: Int
}

extension SegmentReader {
  /// The skip entry with this number.
  func skipEntry(_ number: Int) throws -> SkipEntry {
    let window = unsafe try window(.skips, at: number &* IndexFormat.skipEntrySize)
    guard window.count >= IndexFormat.skipEntrySize else { throw PostingsError.truncated }
    return unsafe SkipEntry(
      lastDocument: UInt32(littleEndian: window.loadUnaligned(as: UInt32.self)),
      documentsOffset: Int(UInt32(littleEndian: window.loadUnaligned(fromByteOffset: 4, as: UInt32.self))),
      positionsOffset: Int(UInt32(littleEndian: window.loadUnaligned(fromByteOffset: 8, as: UInt32.self))))
  }
}
