import Postings

/// Writes the posting lists of a segment, one term after the other in the order of the dictionary.
@safe final class PostingsWriter {
  private let documents: StreamWriter
  private let positions: StreamWriter
  private let skips: StreamWriter
  private let impacts: ImpactWriter?

  /// The documents of the current block and their frequencies, and differences of positions: 128 numbers each.
  private let documentBuffer: UnsafeMutablePointer<UInt32>
  private let frequencyBuffer: UnsafeMutablePointer<UInt32>
  private let differenceBuffer: UnsafeMutablePointer<UInt32>
  private var documentCount = 0
  private var differenceCount = 0

  private var entry = TermEntry(
    documentFrequency: 0, totalFrequency: 0, documentsAddress: 0, positionsAddress: 0, skipIndex: 0, impactIndex: 0)
  /// The last document of the block before the current one.
  private var base: DocID = 0
  /// The number of documents in the segment.
  private let limit: UInt32
  /// No document of the list may come before this one.
  private var least: DocID = 0

  /// A writer of a segment's lists. Without `impacts` the segment has no bounds of scores: one that nobody searches.
  ///
  /// - Parameters:
  ///   - segment: where the lists go.
  ///   - documentCount: of the segment when it is finished.
  ///   - impacts: writes the bounds of scores.
  init(segment: SegmentWriter, documentCount: Int, impacts: ImpactWriter?) {
    self.impacts = impacts
    limit = UInt32(documentCount)
    documents = segment.stream(.documents)
    positions = segment.stream(.positions)
    skips = segment.stream(.skips)
    let buffer = UnsafeMutableRawPointer.allocate(byteCount: 3 * 512, alignment: 64)
    unsafe documentBuffer = buffer.bindMemory(to: UInt32.self, capacity: 3 * 128)
    unsafe frequencyBuffer = documentBuffer + 128
    unsafe differenceBuffer = documentBuffer + 256
  }

  deinit {
    unsafe documentBuffer.deallocate()
  }

  /// Adds a document to the current term's list, behind all others, with the term's ascending positions in it.
  ///
  /// - Throws: `PostingsError.disordered` for a document that is not behind all others, which a damaged segment that is
  ///   merged can hold; `IndexError.limitExceeded`, `LMDBError`.
  @inline(__always)
  func add(_ document: DocID, positions: UnsafeBufferPointer<UInt32>) throws {
    try append(document, frequency: UInt32(positions.count))
    var previous: UInt32 = 0
    for index in 0..<positions.count {
      let position = unsafe positions[index]
      unsafe differenceBuffer[differenceCount] = position &- previous
      previous = position
      differenceCount &+= 1
      if differenceCount == PositionGroup.count { try endGroup() }
    }
    if documentCount == DocumentBlock.count { try endBlock() }
  }

  /// Adds a document to the list of the current pair of terms, which has no positions.
  ///
  /// - Throws: as `add(_:positions:)`.
  @inline(__always)
  func add(_ document: DocID, frequency: UInt32) throws {
    try append(document, frequency: frequency)
    if documentCount == DocumentBlock.count { try endBlock() }
  }

  /// Adds the documents of a block to the current term's list, behind all others.
  ///
  /// - Parameters:
  ///   - documents: the documents, ascending.
  ///   - frequencies: how often each of them holds the term.
  ///   - count: how many documents there are.
  ///   - base: what is added to the number of each.
  ///   - positions: stands at the first position of the block.
  /// - Throws: as `add(_:positions:)`; `PostingsError`, `IndexError.damaged`.
  func add(
    _ documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, count: Int, base: DocID,
    positions: inout PositionsReader
  ) throws {
    var start = 0
    while start < count {
      let end = min(count, start &+ DocumentBlock.count &- documentCount)
      var total = 0
      for index in start..<end {
        unsafe try append(documents[index] &+ base, frequency: frequencies[index])
        unsafe total &+= Int(frequencies[index])
      }
      try appendDifferences(total, from: &positions)
      if documentCount == DocumentBlock.count { try endBlock() }
      start = end
    }
  }

  /// Adds a document to the current term's list, behind all others.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - frequency: how often it holds the term.
  ///   - positions: stands at the document's first position.
  /// - Throws: as `add(_:positions:)`; `PostingsError`, `IndexError.damaged`.
  func add(_ document: DocID, frequency: UInt32, positions: inout PositionsReader) throws {
    try append(document, frequency: frequency)
    try appendDifferences(Int(frequency), from: &positions)
    if documentCount == DocumentBlock.count { try endBlock() }
  }

  /// Adds the documents of a block to the list of the current phrase, which has no positions.
  ///
  /// - Parameters:
  ///   - documents: the documents, ascending.
  ///   - frequencies: how often each of them holds the phrase.
  ///   - count: how many documents there are.
  ///   - base: what is added to the number of each.
  /// - Throws: as `add(_:positions:)`.
  func add(
    _ documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, count: Int, base: DocID
  ) throws {
    for index in 0..<count { unsafe try add(documents[index] &+ base, frequency: frequencies[index]) }
  }

  /// Ends the current term's list and begins that of the next.
  ///
  /// - Returns: the term's entry for the dictionary.
  func finishTerm() throws -> TermEntry {
    if differenceCount > 0 { try endGroup() }
    if documentCount > 0 {
      unsafe try documents.append(maximumByteCount: DocumentTail.maximumByteCount(documentCount)) { target in
        unsafe DocumentTail.encode(
          documents: documentBuffer, frequencies: frequencyBuffer, count: documentCount, base: base,
          below: limit, into: target)
      }
    }
    let finished = entry
    unsafe try impacts?.endList(documents: documentBuffer, frequencies: frequencyBuffer, count: documentCount)
    documentCount = 0
    base = 0
    least = 0
    entry = TermEntry(
      documentFrequency: 0, totalFrequency: 0, documentsAddress: documents.address,
      positionsAddress: positions.address, skipIndex: skips.address / IndexFormat.skipEntrySize,
      impactIndex: impacts?.entryCount ?? 0)
    return finished
  }

  /// Writes a full block of documents, the rest of its positions, and a skip entry.
  @inline(__always)
  private func append(_ document: DocID, frequency: UInt32) throws {
    guard document >= least, document < limit else { throw PostingsError.disordered }
    least = document &+ 1
    unsafe documentBuffer[documentCount] = document
    unsafe frequencyBuffer[documentCount] = frequency
    documentCount &+= 1
    entry.documentFrequency &+= 1
    entry.totalFrequency &+= UInt64(frequency)
  }

  private func appendDifferences(_ count: Int, from positions: inout PositionsReader) throws {
    var left = count
    while left > 0 {
      let part = unsafe try positions.nextDifferences(min(left, PositionGroup.count &- differenceCount))
      for index in 0..<part.count { unsafe differenceBuffer[differenceCount &+ index] = part[index] }
      differenceCount &+= part.count
      left &-= part.count
      if differenceCount == PositionGroup.count { try endGroup() }
    }
  }

  private func endBlock() throws {
    if differenceCount > 0 { try endGroup() }
    unsafe try documents.append(maximumByteCount: DocumentBlock.maximumByteCount) { target in
      unsafe DocumentBlock.encode(documents: documentBuffer, frequencies: frequencyBuffer, base: base, into: target)
    }
    base = unsafe documentBuffer[DocumentBlock.count - 1]
    documentCount = 0
    guard let documentsOffset = UInt32(exactly: documents.address - entry.documentsAddress),
      let positionsOffset = UInt32(exactly: positions.address - entry.positionsAddress)
    else { throw IndexError.limitExceeded("the list of one term is over 4 GB; build smaller segments") }
    unsafe try skips.append(maximumByteCount: IndexFormat.skipEntrySize) { target in
      unsafe target.storeBytes(of: base.littleEndian, as: UInt32.self)
      unsafe target.storeBytes(of: documentsOffset.littleEndian, toByteOffset: 4, as: UInt32.self)
      unsafe target.storeBytes(of: positionsOffset.littleEndian, toByteOffset: 8, as: UInt32.self)
      return IndexFormat.skipEntrySize
    }
    unsafe try impacts?.append(documents: documentBuffer, frequencies: frequencyBuffer)
  }

  private func endGroup() throws {
    unsafe try positions.append(maximumByteCount: PositionGroup.maximumByteCount(differenceCount)) { target in
      unsafe PositionGroup.encode(differenceBuffer, count: differenceCount, into: target)
    }
    differenceCount = 0
  }
}
