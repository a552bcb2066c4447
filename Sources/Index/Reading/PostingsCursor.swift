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
  public private(set) var document: DocID = 0

  /// Full blocks of 128 documents, and one more for the others.
  public let blockCount: Int

  /// How many times 32 full blocks there are.
  public var superblockCount: Int { fullBlockCount / IndexFormat.blocksPerSuperblock }

  /// Blocks in a superblock.
  @inlinable public static var blocksPerSuperblock: Int { IndexFormat.blocksPerSuperblock }

  /// The current block, -1 before the first.
  public private(set) var block = -1

  /// Documents in the current block.
  public private(set) var count = 0

  let reader: SegmentReader
  private var stream: StreamView
  @usableFromInline let fullBlockCount: Int
  /// The greatest document that can be.
  @usableFromInline let greatestDocument: DocID
  private let skips: EntryTable
  private var impactTable: EntryTable?
  /// What the two tables lead to.
  @usableFromInline let skipEntries: EntryView
  @usableFromInline var impactEntries: EntryView?

  /// The documents of the current block and their frequencies: `DocumentBlock.capacity` numbers each, all initialised, aligned
  /// to 64 bytes.
  private let documentBuffer: UnsafeMutablePointer<UInt32>
  private let frequencyBuffer: UnsafeMutablePointer<UInt32>

  private var base: DocID = 0
  private var blockAddress = 0
  /// No document of the block is behind this one.
  private var blockLast: DocID = 0
  /// The documents of the current block while they are not decoded.
  private var set: DocumentSetBlock?
  /// The place of the document in the block; known only if there is no set.
  private var index = 0
  private var frequenciesOffset = 0
  private var hasFrequencies = false

  /// What reads single postings, once one was asked for.
  private var singlePostings: UnsafeMutablePointer<PostingReader>?

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

  // MARK: Document by document

  /// Steps to the next document.
  ///
  /// - Returns: the document, or `exhausted`.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func next() throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    if let set {
      if let found = set.first(notBefore: document &+ 1) { return stand(at: found) }
    } else {
      index &+= 1
      if index < count { return stand(at: unsafe documentBuffer[index]) }
    }
    guard block &+ 1 < blockCount else { return exhaust() }
    try open(block &+ 1)
    return try first()
  }

  /// Steps to the first document that is not before `target`; stays if the current one is not.
  ///
  /// - Returns: the document, or `exhausted`.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func advance(to target: DocID) throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    if block < 0 || target > blockLast {
      let next = block(reaching: target)
      guard next < blockCount else { return exhaust() }
      try open(next)
      if target > blockLast { return exhaust() }
    }
    if let set {
      guard let found = set.first(notBefore: max(target, document)) else { return exhaust() }
      return stand(at: found)
    }
    index = place(of: target, from: index)
    return stand(at: unsafe documentBuffer[index])
  }

  /// How often the term occurs in the current document: at least 1.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func frequency() throws -> UInt32 {
    try decodeFrequencies()
    return unsafe frequencyBuffer[placeOfDocument]
  }

  // MARK: Block by block

  /// Goes to a block, which is there and not before the current one. What can be asked for then are its documents, as a set or
  /// one by one, their frequencies, and `advance(to:)`; not `next`.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func open(_ number: Int) throws {
    precondition(number >= 0 && number < blockCount, "there is no such block")
    let window = unsafe try locate(number)
    index = 0
    set = nil
    let limit = greatestDocument &+ 1
    if number == fullBlockCount {
      let tailCount = entry.documentFrequency % DocumentBlock.count
      _ = unsafe try DocumentTail.decode(
        window, count: tailCount, base: base, below: limit, documents: documentBuffer, frequencies: frequencyBuffer)
      hasFrequencies = true
      count = tailCount
      blockLast = unsafe documentBuffer[count &- 1]
      // Searches look at all of the buffer, and scores are computed of more documents than there are.
      unsafe (documentBuffer + count).update(repeating: blockLast, count: DocumentBlock.count &- count)
    } else {
      hasFrequencies = false
      count = DocumentBlock.count
      if let found = unsafe try DocumentBlock.set(window, base: base, below: limit) {
        set = found
        blockLast = found.last
        frequenciesOffset = found.byteCount
      } else {
        frequenciesOffset = unsafe try DocumentBlock.decodeDocuments(
          window, base: base, below: limit, into: documentBuffer)
        blockLast = unsafe documentBuffer[count &- 1]
      }
    }
    block = number
  }

  /// Sets a bit for each document of a block that is in a window. Afterwards no block is open, or this one is.
  ///
  /// - Parameters:
  ///   - number: a block, which is there.
  ///   - words: the window, in words: bit b of word w stands for document 64 * w + b.
  ///   - marks: as many words.
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func mark(_ number: Int, words: Range<Int>, in marks: UnsafeMutablePointer<UInt64>) throws {
    if block != number {
      precondition(number >= 0 && number < blockCount, "there is no such block")
      if number < fullBlockCount {
        block = -1
        let source = unsafe try locate(number)
        if unsafe try DocumentBlock.mark(source, base: base, words: words, in: marks) { return }
      }
      try open(number)
    }
    let documents = unsafe try documents()
    let first = words.lowerBound &* 64
    let span = words.count &* 64
    for index in 0..<count {
      let place = unsafe Int(documents[index]) &- first
      guard place >= 0, place < span else { continue }
      unsafe marks[place &>> 6] |= 1 &<< UInt64(place & 63)
    }
  }

  /// The block that holds the first document which is not before `target`: not behind the current block, `blockCount` if there
  /// is none, and for the last block only a guess.
  public func block(reaching target: DocID) -> Int { block(reaching: target, from: block &+ 1) }

  /// The same among the blocks from `start` on.
  public func block(reaching target: DocID, from start: Int) -> Int {
    var low = start
    var step = 1
    while low &+ step &- 1 < fullBlockCount, lastDocument(of: low &+ step &- 1) < target {
      low &+= step
      step &*= 2
    }
    var high = min(low &+ step &- 1, fullBlockCount)
    while low < high {
      let middle = (low &+ high) / 2
      if lastDocument(of: middle) < target { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The last document of a block, as the list's skip entries have it; of the last block the greatest that can be.
  @inlinable
  public func lastDocument(of block: Int) -> DocID {
    guard block < fullBlockCount else { return greatestDocument }
    return unsafe SkipEntry.lastDocument(skipEntries[block])
  }

  /// The documents of the current block as a set, if that is how they are stored and nobody has asked for them.
  public var documentSet: DocumentSetBlock? { self.set }

  /// The last document of the current block.
  public var lastDocumentOfBlock: DocID { blockLast }

  /// The `count` documents of the current block, ascending, and behind them the last one again up to 128 in all; valid until
  /// another block is opened.
  ///
  /// - Throws: `PostingsError`.
  public func documents() throws -> UnsafePointer<UInt32> {
    if let set {
      guard unsafe set.decode(into: documentBuffer) == DocumentBlock.count else { throw PostingsError.disordered }
      self.set = nil
      index = document <= base ? 0 : place(of: document, from: 0)
    }
    return unsafe UnsafePointer(documentBuffer)
  }

  /// The frequencies of the documents of the current block, each at least 1; valid until another block is opened.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func frequencies() throws -> UnsafePointer<UInt32> {
    try decodeFrequencies()
    return unsafe UnsafePointer(frequencyBuffer)
  }

  /// Bounds of the frequencies and norms in a block; nil if the list has but one that is not full.
  ///
  /// - Throws: `PostingsError.truncated`, `IndexError.damaged`.
  @inlinable
  public func impacts(of block: Int) throws -> Impacts? {
    guard fullBlockCount > 0 else { return nil }
    return try impacts(at: block &+ block / Self.blocksPerSuperblock)
  }

  /// Bounds for 32 full blocks, from block 32 times `number` on; nil if there are not so many.
  ///
  /// - Throws: `PostingsError.truncated`, `IndexError.damaged`.
  @inlinable
  public func superblockImpacts(_ number: Int) throws -> Impacts? {
    guard number < fullBlockCount / Self.blocksPerSuperblock else { return nil }
    return try impacts(at: (number &+ 1) &* (Self.blocksPerSuperblock &+ 1) &- 1)
  }

  // MARK: -

  /// The place of the current document in its block.
  var placeOfDocument: Int { self.set.map { min($0.rank(of: document), DocumentBlock.count &- 1) } ?? index }

  /// What reads single postings.
  @inline(__always)
  func postingReader() -> UnsafeMutablePointer<PostingReader> {
    if let known = unsafe singlePostings { return unsafe known }
    return unsafe makePostingReader()
  }

  @inline(never)
  private func makePostingReader() -> UnsafeMutablePointer<PostingReader> {
    let made = UnsafeMutablePointer<PostingReader>.allocate(capacity: 1)
    unsafe made.initialize(to: PostingReader(reader: reader))
    unsafe singlePostings = made
    return unsafe made
  }

  /// Where the positions of a block begin.
  func positionsAddress(ofBlock block: Int) -> Int {
    guard block > 0 else { return entry.positionsAddress }
    return entry.positionsAddress &+ (unsafe SkipEntry(skips.entry(block &- 1))).positionsOffset
  }

  /// How many documents a block has.
  func count(ofBlock block: Int) -> Int {
    block < fullBlockCount ? DocumentBlock.count : entry.documentFrequency % DocumentBlock.count
  }

  /// Decodes the frequencies of a full block that the cursor has left; `frequencies` has room for 128 numbers and is aligned to
  /// 16 bytes.
  func decodeFrequencies(ofBlock block: Int, into frequencies: UnsafeMutablePointer<UInt32>) throws {
    precondition(block >= 0 && block < fullBlockCount, "the last block is never left")
    var address = entry.documentsAddress
    if block > 0 { address &+= (unsafe SkipEntry(skips.entry(block &- 1))).documentsOffset }
    address = ChunkLayout.place(address, maximumByteCount: DocumentBlock.maximumByteCount)
    let window = unsafe try stream.window(at: address)
    unsafe try DocumentBlock.decodeFrequencies(
      window, at: DocumentBlock.frequenciesOffset(window), into: frequencies)
    reader.counts.frequencyBlocks &+= 1
  }

  @inlinable
  @inline(__always)
  func impacts(at index: Int) throws -> Impacts? {
    let entries = try impactEntries ?? openImpacts()
    return unsafe Impacts(entries[index])
  }

  @usableFromInline
  func openImpacts() throws -> EntryView {
    let count = IndexFormat.impactCount(documentFrequency: entry.documentFrequency)
    let table = try EntryTable(
      .impacts, entry.impactIndex..<entry.impactIndex &+ count, size: Impacts.byteCount, in: reader)
    let entries = table.entries
    impactTable = consume table
    impactEntries = entries
    return entries
  }

  @inline(__always)
  private func stand(at document: DocID) -> DocID {
    self.document = document
    return document
  }

  /// The first document of a block that was just opened.
  private func first() throws -> DocID {
    if let set {
      guard let found = set.first(notBefore: 0) else { throw PostingsError.disordered }
      return stand(at: found)
    }
    return stand(at: unsafe documentBuffer[0])
  }

  private func exhaust() -> DocID { stand(at: .exhausted) }

  /// The place in the decoded block, from `start` on, of the first document that is not before `target`, which the last one is
  /// not.
  @inline(__always)
  private func place(of target: DocID, from start: Int) -> Int {
    unsafe SortedSearch.place(of: target, in: documentBuffer, from: start, count: count)
  }

  /// Sets the address of a block and the last document before it.
  ///
  /// - Returns: the bytes from the block on.
  @inline(__always)
  private func locate(_ number: Int) throws -> UnsafeRawBufferPointer {
    base = 0
    blockAddress = entry.documentsAddress
    if number > 0 {
      let skip = unsafe SkipEntry(skipEntries[number &- 1])
      base = skip.lastDocument
      blockAddress &+= skip.documentsOffset
    }
    let size =
      number == fullBlockCount
      ? DocumentTail.maximumByteCount(entry.documentFrequency % DocumentBlock.count) : DocumentBlock.maximumByteCount
    blockAddress = ChunkLayout.place(blockAddress, maximumByteCount: size)
    reader.counts.documentBlocks &+= 1
    guard base < greatestDocument &+ 1 else { throw PostingsError.documentOutOfRange }
    return unsafe try stream.window(at: blockAddress)
  }

  private func decodeFrequencies() throws {
    guard !hasFrequencies else { return }
    let window = unsafe try stream.window(at: blockAddress)
    unsafe try DocumentBlock.decodeFrequencies(window, at: frequenciesOffset, into: frequencyBuffer)
    reader.counts.frequencyBlocks &+= 1
    hasFrequencies = true
  }
}
