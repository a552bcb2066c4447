import Postings

/// Writes what bounds the scores of the blocks of each list: an entry for each full block, and behind every 32 of them one for
/// all of these together.
final class ImpactWriter {
  private let stream: StreamWriter
  private let norms: [UInt8]
  private let typicalLength: Float

  private var block = ImpactFrontier()
  private var superblock = ImpactFrontier()
  private var blockCount = 0
  /// How many entries there are so far.
  private(set) var entryCount = 0

  /// - Parameters:
  ///   - segment: where the entries go.
  ///   - norms: the norm of each document of the segment.
  ///   - counts: of the whole segment.
  init(segment: SegmentWriter, norms: [UInt8], counts: SegmentCounts) {
    stream = segment.stream(.impacts)
    self.norms = norms
    typicalLength = Float(counts.totalLength) / Float(max(counts.nonemptyDocumentCount, 1))
  }

  /// Appends the entry of a full block.
  func append(documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>) throws {
    unsafe try gather(documents, frequencies, count: DocumentBlock.count)
    try append(block)
    superblock.add(block)
    block.removeAll()
    blockCount += 1
    if blockCount % IndexFormat.blocksPerSuperblock == 0 {
      try append(superblock)
      superblock.removeAll()
    }
  }

  /// Ends the list of a term, whose last `count` documents do not fill a block; they have an entry too if others do.
  func endList(documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, count: Int) throws {
    if blockCount > 0, count > 0 {
      unsafe try gather(documents, frequencies, count: count)
      try append(block)
      block.removeAll()
    }
    superblock.removeAll()
    blockCount = 0
  }

  private func gather(
    _ documents: UnsafePointer<UInt32>, _ frequencies: UnsafePointer<UInt32>, count: Int
  ) throws {
    guard unsafe count == 0 || Int(documents[count - 1]) < norms.count else { throw PostingsError.documentOutOfRange }
    // Documents ascend: the writer of lists sees to that.
    unsafe norms.withUnsafeBufferPointer { norms in
      for index in 0..<count {
        unsafe block.add(frequency: frequencies[index], norm: norms[Int(documents[index])])
      }
    }
  }

  private func append(_ frontier: borrowing ImpactFrontier) throws {
    let impacts = frontier.impacts(typicalLength: typicalLength)
    unsafe try stream.append(maximumByteCount: Impacts.byteCount) { target in
      unsafe impacts.encode(into: target)
      return Impacts.byteCount
    }
    entryCount += 1
  }
}
