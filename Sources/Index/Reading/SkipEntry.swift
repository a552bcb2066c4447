public import Postings

/// What the skip entry of a full block says.
@usableFromInline
struct SkipEntry {
  /// The last document of the block.
  var lastDocument: DocID
  /// Where the block ends, counted from the list's address in the stream of documents.
  var documentsOffset: Int
  /// Where the positions of the block end, counted from the list's address in the stream of positions.
  var positionsOffset: Int

  /// What an entry before the first block would say.
  init() {
    lastDocument = 0
    documentsOffset = 0
    positionsOffset = 0
  }

  init(_ source: UnsafeRawPointer) {
    lastDocument = unsafe Self.lastDocument(source)
    documentsOffset = unsafe Int(UInt32(littleEndian: source.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
    positionsOffset = unsafe Int(UInt32(littleEndian: source.loadUnaligned(fromByteOffset: 8, as: UInt32.self)))
  }

  /// The last document of the block that an entry belongs to.
  @inlinable
  static func lastDocument(_ source: UnsafeRawPointer) -> DocID {
    unsafe DocID(littleEndian: source.loadUnaligned(as: DocID.self))
  }
}
