public import Postings

/// Block by block.
extension PostingsCursor {
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
      let tailCount = count(ofBlock: number)
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

  /// The last document of the current block.
  @inlinable public var lastDocumentOfBlock: DocID { blockLast }

  /// The documents of the current block as a set, if that is how they are stored and nobody has asked for them.
  public var documentSet: DocumentSetBlock? { self.set }

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

  /// What the list's skip entries say of the block before one.
  @inline(__always)
  func skip(before block: Int) -> SkipEntry {
    block > 0 ? unsafe SkipEntry(skipEntries[block &- 1]) : SkipEntry()
  }

  /// Where a block stands in the stream of documents.
  @inline(__always)
  func documentsAddress(ofBlock block: Int) -> Int {
    let size =
      block < fullBlockCount
      ? DocumentBlock.maximumByteCount : DocumentTail.maximumByteCount(count(ofBlock: block))
    return ChunkLayout.place(entry.documentsAddress &+ skip(before: block).documentsOffset, maximumByteCount: size)
  }

  /// Where the positions of a block begin.
  func positionsAddress(ofBlock block: Int) -> Int {
    entry.positionsAddress &+ skip(before: block).positionsOffset
  }

  /// How many documents a block has.
  func count(ofBlock block: Int) -> Int {
    block < fullBlockCount ? DocumentBlock.count : entry.documentFrequency % DocumentBlock.count
  }

  /// Sets the address of a block and the last document before it.
  ///
  /// - Returns: the bytes from the block on.
  @inline(__always)
  private func locate(_ number: Int) throws -> UnsafeRawBufferPointer {
    base = skip(before: number).lastDocument
    blockAddress = documentsAddress(ofBlock: number)
    reader.counts.documentBlocks &+= 1
    guard base < greatestDocument &+ 1 else { throw PostingsError.documentOutOfRange }
    return unsafe try stream.window(at: blockAddress)
  }

  func decodeFrequencies() throws {
    guard !hasFrequencies else { return }
    let window = unsafe try stream.window(at: blockAddress)
    unsafe try DocumentBlock.decodeFrequencies(window, at: frequenciesOffset, into: frequencyBuffer)
    reader.counts.frequencyBlocks &+= 1
    hasFrequencies = true
  }
}
