import Postings

/// What the skip entry of a full block says.
struct SkipEntry {
  /// The last document of the block.
  var lastDocument: DocID
  /// Where the block ends, counted from the list's address in the stream of documents.
  var documentsOffset: Int
  /// Where the positions of the block end, counted from the list's address in the stream of positions.
  var positionsOffset: Int

  init(_ source: UnsafeRawPointer) {
    lastDocument = unsafe UInt32(littleEndian: source.loadUnaligned(as: UInt32.self))
    documentsOffset = unsafe Int(UInt32(littleEndian: source.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    positionsOffset = unsafe Int(UInt32(littleEndian: source.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
  }
}
