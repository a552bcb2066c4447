import Postings

/// The numbers that define the format of an index; docs/FORMAT.md says what every byte means.
///
/// Do not change one without raising `version`.
public enum IndexFormat {
  /// The version that this program writes, and the only one that it reads.
  public static let version: UInt32 = 4

  /// The first eight bytes of the manifest.
  static let manifestMagic: [UInt8] = Array("QUOINDEX".utf8)

  /// The first four bytes of a segment descriptor.
  static let descriptorMagic: [UInt8] = Array("QSEG".utf8)

  /// Bytes of a chunk of a byte stream: with LMDB's 16-byte header exactly 64 pages, and a multiple of every entry size but that
  /// of fingerprints.
  public static let chunkCapacity = 262_128

  /// Bytes of a chunk of an array with one entry per document, so that a chunk holds a power of two of documents.
  public static let arrayChunkCapacity = 131_072

  /// Bytes of a chunk of fingerprints, the greatest multiple of their size that fits 64 pages.
  public static let fingerprintChunkCapacity = 262_080

  /// Terms in a block of the term dictionary.
  static let termsPerBlock = 32

  /// Bytes of an entry of the sparse index over the term dictionary: the first 8 bytes of a key, and an address.
  static let termIndexEntrySize = 16

  /// Bytes of a skip entry: last document, and the offsets of what follows in documents and positions.
  static let skipEntrySize = 12

  /// Full blocks of documents whose impacts have one entry more for all of them together.
  @inlinable static var blocksPerSuperblock: Int { 32 }

  /// How many entries of impacts a list has: one for each of its blocks, and one for every 32 full ones together. A list
  /// without a full block has none.
  @inline(__always)
  static func impactCount(documentFrequency: Int) -> Int {
    let blockCount = documentFrequency / DocumentBlock.count
    guard blockCount > 0 else { return 0 }
    return blockCount &+ blockCount / blocksPerSuperblock &+ (documentFrequency % DocumentBlock.count > 0 ? 1 : 0)
  }

  /// The most terms of a segment whose phrases have lists.
  public static let maximumCommonTermCount = 1023

  /// The most bytes of a term whose phrases have lists: the key of a pair, both terms and a blank, is no longer than a term.
  static let maximumCommonTermLength = 63

  /// Bytes of an ordinal, less the least of the segment.
  static let ordinalSize = 4

  /// Bytes of stored documents that are compressed together.
  static let storedBlockSize = 16_384

  /// Bytes of maps to source files that are compressed together.
  static let sourceMapBlockSize = 16_384

  /// Bytes of an entry of the index over compressed blocks: an address and a length.
  static let blockIndexEntrySize = 12

  /// Bytes of an entry of the table of document keys: a hash and a document.
  static let documentKeyEntrySize = 12

  /// Unused positions between the last word of the title and the first of the body: no phrase crosses them.
  public static let fieldGap: UInt32 = 100

  /// The most tokens of a title that count as its own; what follows counts as body.
  public static let maximumTitleLength = Int(UInt16.max)

  /// The most bytes of a term.
  public static let maximumTermLength = 128

  /// The most bytes of all fields of one document together.
  public static let maximumDocumentSize = 1 << 26

  /// The most bytes of one document's maps to its source file.
  public static let maximumSourceMapSize = 1 << 27

  /// A length that no stream and no run of bytes reaches; sums of such lengths do not overflow.
  static let maximumStreamLength = 1 << 46

  /// The greatest number of tokens in one document: no two of them share a byte, and those of one byte do not touch.
  static let maximumDocumentLength = maximumDocumentSize / 2
}
