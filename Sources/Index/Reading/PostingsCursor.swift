public import Postings

/// Walks the posting list of one term in one segment: documents in ascending order, a block at a time, with frequencies
/// and positions decoded only where they are asked for.
@safe public final class PostingsCursor {
  /// What the dictionary says of the term.
  public let entry: TermEntry

  /// The document that the cursor stands on: `exhausted` past the end; meaningless before the first `next` or `advance`.
  public private(set) var document: DocID = 0

  /// Documents and frequencies of the current block: room for 128 numbers each.
  private let documents: UnsafeMutablePointer<UInt32>
  private let frequencies: UnsafeMutablePointer<UInt32>

  private let reader: SegmentReader
  private let fullBlockCount: Int
  private let tailCount: Int

  /// The current block, -1 before the first; how many documents it has, and the last of them.
  private var block = -1
  private var count = 0
  private var blockLast: DocID = 0
  /// Where in the current block the cursor stands.
  private var index = 0
  private var blockAddress = 0
  /// Where the undecoded frequencies stand; nil once they are decoded.
  private var pendingFrequencies: DocumentBlock.Frequencies?

  private var positionsReader: PositionsReader?
  /// The positions that were read last, those of document `readIndex` of the block `positionsBlock`.
  private var readPositions = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
  private var readIndex = -1
  /// The block whose positions are open, and the number of positions before document `summedIndex` of it.
  private var positionsBlock = -1
  private var summedIndex = 0
  private var summedPositions = 0

  init(entry: TermEntry, reader: SegmentReader) {
    self.entry = entry
    self.reader = reader
    fullBlockCount = entry.documentFrequency / DocumentBlock.count
    tailCount = entry.documentFrequency % DocumentBlock.count
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: 1024, alignment: 64)
    unsafe documents = buffer.bindMemory(to: UInt32.self, capacity: 256)
    unsafe documents.initialize(repeating: 0, count: 256)
    unsafe frequencies = documents + 128
  }

  deinit {
    unsafe documents.deallocate()
  }

  /// Steps to the next document, to the first at the start.
  ///
  /// - Returns: the document, or `exhausted`.
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func next() throws -> DocID {
    index &+= 1
    if index < count {
      document = unsafe documents[index]
      return document
    }
    guard document != .exhausted, try loadBlock(block &+ 1) else { return exhaust() }
    index = 0
    document = unsafe documents[0]
    return document
  }

  /// Steps to the first document that is not before `target`; stays where it is if the current one is not.
  ///
  /// - Returns: the document, or `exhausted`.
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func advance(to target: DocID) throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    if block < 0 || target > blockLast {
      guard try loadBlock(blockReaching(target)) else { return exhaust() }
      index = 0
      if target > blockLast { return exhaust() }
    }
    // At most 128 documents, the last of them not before the target.
    if unsafe documents[index] >= target {
      document = unsafe documents[index]
      return document
    }
    var low = index &+ 1
    var high = count &- 1
    while low < high {
      let middle = (low &+ high) &>> 1
      if unsafe documents[middle] < target { low = middle &+ 1 } else { high = middle }
    }
    index = low
    document = unsafe documents[low]
    return document
  }

  /// How often the term occurs in the current document.
  ///
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func frequency() throws -> UInt32 {
    if let pendingFrequencies {
      unsafe try DocumentBlock.decodeFrequencies(
        reader.window(.documents, at: blockAddress), pendingFrequencies, into: frequencies)
      self.pendingFrequencies = nil
    }
    return unsafe frequencies[index]
  }

  /// The positions of the term in the current document, ascending; valid until the cursor is used again.
  ///
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func positions() throws -> UnsafeBufferPointer<UInt32> {
    // A block's positions are read forward only, and a phrase may hold a word twice.
    if positionsBlock == block, readIndex == index { return unsafe readPositions }
    let frequency = Int(try self.frequency())
    let positions = positionsReader ?? PositionsReader(reader: reader)
    positionsReader = positions
    if positionsBlock != block {
      var total = 0
      for index in 0..<count { total &+= unsafe Int(frequencies[index]) }
      positions.open(at: try positionsAddress(of: block), total: total)
      positionsBlock = block
      summedIndex = 0
      summedPositions = 0
    }
    while summedIndex < index {
      summedPositions &+= unsafe Int(frequencies[summedIndex])
      summedIndex &+= 1
    }
    unsafe readPositions = try positions.read(from: summedPositions, count: frequency)
    readIndex = index
    return unsafe readPositions
  }

  private func exhaust() -> DocID {
    count = 0
    index = 0
    document = .exhausted
    return .exhausted
  }

  /// Loads a block; false if the list has no such block.
  private func loadBlock(_ number: Int) throws -> Bool {
    let isTail = number >= fullBlockCount
    guard number < fullBlockCount || number == fullBlockCount && tailCount > 0 else { return false }
    var base: DocID = 0
    blockAddress = entry.documentsAddress
    if number > 0 {
      let skip = try reader.skipEntry(entry.skipIndex &+ number &- 1)
      base = skip.lastDocument
      blockAddress &+= skip.documentsOffset
    }
    blockAddress = ChunkLayout.place(
      blockAddress,
      maximumByteCount: isTail ? DocumentTail.maximumByteCount(tailCount) : DocumentBlock.maximumByteCount)
    let limit = UInt32(reader.documentCount)
    guard base < limit else { throw PostingsError.documentOutOfRange }
    let window = unsafe try reader.window(.documents, at: blockAddress)
    if isTail {
      _ = unsafe try DocumentTail.decode(
        window, count: tailCount, base: base, below: limit, documents: documents, frequencies: frequencies)
      pendingFrequencies = nil
      count = tailCount
    } else {
      pendingFrequencies = unsafe try DocumentBlock.decodeDocuments(window, base: base, below: limit, into: documents)
      count = DocumentBlock.count
    }
    blockLast = unsafe documents[count &- 1]
    block = number
    return true
  }

  /// The number of the first block behind the current one that can hold `target`: by galloping over the skip entries.
  private func blockReaching(_ target: DocID) throws -> Int {
    var low = block &+ 1
    var step = 1
    while low &+ step &- 1 < fullBlockCount, try lastDocument(of: low &+ step &- 1) < target {
      low &+= step
      step &*= 2
    }
    var high = min(low &+ step &- 1, fullBlockCount)
    while low < high {
      let middle = (low &+ high) / 2
      if try lastDocument(of: middle) < target { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  private func lastDocument(of block: Int) throws -> DocID {
    try reader.skipEntry(entry.skipIndex &+ block).lastDocument
  }

  private func positionsAddress(of block: Int) throws -> Int {
    guard block > 0 else { return entry.positionsAddress }
    return entry.positionsAddress &+ (try reader.skipEntry(entry.skipIndex &+ block &- 1).positionsOffset)
  }
}
