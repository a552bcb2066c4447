public import Postings

/// Reads the posting list of a term in one segment: forward from document to document, and the frequency and positions of the
/// term in the current one; or block by block, where many documents are worked on at once.
///
/// What is read is checked as it is decoded: documents and positions of a damaged list may be wrong, but they are in range.
/// One thread at a time, and no longer than the snapshot it came from.
@safe public final class PostingsCursor {
  /// What the dictionary says of the term.
  public let entry: TermEntry

  /// The current document, 0 before the first, `exhausted` after the last.
  public internal(set) var document: DocID = 0

  /// Full blocks of 128 documents, and one more for the others.
  public let blockCount: Int

  /// How many times 32 full blocks there are.
  public var superblockCount: Int { fullBlockCount / IndexFormat.blocksPerSuperblock }

  /// Blocks in a superblock.
  @inlinable public static var blocksPerSuperblock: Int { IndexFormat.blocksPerSuperblock }

  /// The current block, -1 before the first.
  public internal(set) var block = -1

  /// Documents in the current block.
  public internal(set) var count = 0

  let reader: SegmentReader
  var stream: StreamView
  @usableFromInline let fullBlockCount: Int
  /// The greatest document that can be.
  @usableFromInline let greatestDocument: DocID
  let skips: EntryTable
  var impactTable: EntryTable?
  /// What the two tables lead to.
  @usableFromInline let skipEntries: EntryView
  @usableFromInline var impactEntries: EntryView?

  /// The documents of the current block and their frequencies: `DocumentBlock.capacity` numbers each, all initialised, aligned
  /// to 64 bytes.
  let documentBuffer: UnsafeMutablePointer<UInt32>
  let frequencyBuffer: UnsafeMutablePointer<UInt32>

  var base: DocID = 0
  var blockAddress = 0
  /// No document of the block is behind this one.
  @usableFromInline var blockLast: DocID = 0
  /// The documents of the current block while they are not decoded.
  var set: DocumentSetBlock?
  /// The place of the document in the block; known only if there is no set.
  var index = 0
  var frequenciesOffset = 0
  var hasFrequencies = false

  /// What reads single postings, once one was asked for.
  var singlePostings: UnsafeMutablePointer<PostingReader>?

  init(entry: TermEntry, reader: SegmentReader) throws {
    self.entry = entry
    self.reader = reader
    stream = StreamView(.documents, of: reader)
    fullBlockCount = entry.documentFrequency / DocumentBlock.count
    blockCount = (entry.documentFrequency &+ DocumentBlock.count &- 1) / DocumentBlock.count
    skips = try EntryTable(
      .skips, entry.skipIndex..<entry.skipIndex &+ fullBlockCount, size: IndexFormat.skipEntrySize, in: reader)
    skipEntries = skips.entries
    greatestDocument = DocID(truncatingIfNeeded: reader.documentCount &- 1)
    unsafe documentBuffer = reader.blockBuffers.take()
    unsafe frequencyBuffer = documentBuffer + DocumentBlock.capacity
  }

  deinit {
    if let singlePostings = unsafe singlePostings {
      unsafe singlePostings.deinitialize(count: 1)
      unsafe singlePostings.deallocate()
    }
    unsafe reader.blockBuffers.giveBack(documentBuffer)
  }
}
