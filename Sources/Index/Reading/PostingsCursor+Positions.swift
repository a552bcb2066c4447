import Postings

extension PostingsCursor {
  /// How far the positions of a block have been read: they can only be read forward.
  @safe struct PositionsState: ~Copyable {
    var reader: PositionsReader
    /// The block that the reader stands in.
    var block = -1
    /// The document whose positions were read last: a phrase may hold a word twice.
    var document: DocID = .exhausted
    var positions = unsafe UnsafeBufferPointer<UInt32>(start: nil, count: 0)
    /// How many positions the documents of the block before a place have.
    var place = 0
    var sum = 0

    init(reader: SegmentReader) {
      self.reader = PositionsReader(reader: reader)
    }
  }

  /// Where the term stands in the current document: ascending, as many as its frequency. Valid until the next call.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  public func positions() throws -> UnsafeBufferPointer<UInt32> {
    if positionsState == nil { positionsState = PositionsState(reader: reader) }
    let frequencies = unsafe try frequencies()
    let place = placeOfDocument
    let positions = unsafe try positionsState?.positions(
      in: block, place: place, document: document, frequencies: frequencies, count: count, address: positionsAddress)
    return unsafe positions ?? UnsafeBufferPointer(start: nil, count: 0)
  }
}

extension PostingsCursor.PositionsState {
  /// The positions of the document at a place of a block with `count` documents, whose positions begin at `address`.
  mutating func positions(
    in block: Int, place: Int, document: DocID, frequencies: UnsafePointer<UInt32>, count: Int, address: Int
  ) throws -> UnsafeBufferPointer<UInt32> {
    if self.block == block, self.document == document { return unsafe positions }
    if self.block != block {
      unsafe reader.open(at: address, total: Self.sum(of: frequencies, count: count))
      self.block = block
      self.place = 0
      sum = 0
    }
    unsafe sum &+= Self.sum(of: frequencies + self.place, count: place &- self.place)
    self.place = place
    unsafe positions = unsafe try reader.read(from: sum, count: Int(frequencies[place]))
    self.document = document
    return unsafe positions
  }

  @inline(__always)
  private static func sum(of frequencies: UnsafePointer<UInt32>, count: Int) -> Int {
    var sums = SIMD4<UInt32>()
    var index = 0
    while index &+ 4 <= count {
      unsafe sums &+= UnsafeRawPointer(frequencies + index).loadUnaligned(as: SIMD4<UInt32>.self)
      index &+= 4
    }
    // Only a damaged block has a sum that does not fit.
    var sum = sums.wrappedSum()
    while index < count {
      unsafe sum &+= frequencies[index]
      index &+= 1
    }
    return Int(sum)
  }
}
