import Postings

/// Reads the frequencies and positions of single postings of a list, forward.
@safe struct PostingReader: ~Copyable {
  /// Numbers behind the positions of a posting that are `UInt32.max`.
  static let padding = 4

  private unowned(unsafe) let buffers: BlockBuffers
  /// How many positions the documents of the block have up to each one, 128 numbers aligned to 64 bytes; behind them those
  /// positions that were read last, as long as they are few.
  private let ends: UnsafeMutablePointer<UInt32>
  /// The frequencies of a block that the cursor has left: 128 numbers.
  private let frequencies: UnsafeMutablePointer<UInt32>

  private var positionsReader: PositionsReader
  /// The block that the reader of positions stands in, and the one whose frequencies are kept.
  private var block = -1
  private var frequencyBlock = -1

  /// The posting whose positions were read last: they may be asked for again.
  private var posting = -1
  private var positionCount = 0
  /// Room for `capacity` positions.
  private var positions: UnsafeMutablePointer<UInt32>
  private var capacity = DocumentBlock.count

  init(reader: SegmentReader) {
    unsafe buffers = reader.positionBuffers
    unsafe ends = reader.positionBuffers.take()
    unsafe positions = ends + DocumentBlock.count
    positionsReader = PositionsReader(reader: reader)
    unsafe frequencies = positionsReader.spareNumbers
  }

  deinit {
    if unsafe positions != ends + DocumentBlock.count { unsafe positions.deallocate() }
    unsafe buffers.giveBack(ends)
  }

  /// The frequencies of a block that the cursor is in or was in.
  @inline(__always)
  mutating func frequencies(ofBlock block: Int, of cursor: PostingsCursor) throws -> UnsafePointer<UInt32> {
    if block == cursor.block { return unsafe try cursor.frequencies() }
    if block != frequencyBlock {
      frequencyBlock = -1
      unsafe try cursor.decodeFrequencies(ofBlock: block, into: frequencies)
      frequencyBlock = block
    }
    return unsafe UnsafePointer(frequencies)
  }

  /// The positions of a posting.
  mutating func positions(
    ofPosting posting: Int, of cursor: PostingsCursor
  ) throws -> UnsafeBufferPointer<UInt32> {
    if self.posting != posting {
      let (start, count) = try place(ofPosting: posting, of: cursor)
      if count &+ Self.padding > capacity { grow(toHold: count &+ Self.padding) }
      self.posting = -1
      unsafe try positionsReader.read(from: start, count: count, into: positions)
      let behind = unsafe UnsafeMutableRawPointer(positions + count)
      unsafe behind.storeBytes(of: SIMD4(repeating: .max), as: SIMD4<UInt32>.self)
      self.posting = posting
      positionCount = count
    }
    return unsafe UnsafeBufferPointer(start: positions, count: positionCount)
  }

  /// Keeps those of ascending numbers that are positions of a posting once `offset` is added.
  mutating func keep(
    _ numbers: UnsafeMutablePointer<UInt32>, count numberCount: Int, offset: UInt32, ofPosting posting: Int,
    of cursor: PostingsCursor
  ) throws -> (kept: Int, positionCount: Int) {
    let (start, count) = try place(ofPosting: posting, of: cursor)
    let kept = unsafe try positionsReader.keep(numbers, count: numberCount, offset: offset, from: start, count: count)
    return (kept, count)
  }

  /// How many positions of its block come before those of a posting, and how many it has.
  @inline(__always)
  private mutating func place(
    ofPosting posting: Int, of cursor: PostingsCursor
  ) throws -> (start: Int, count: Int) {
    let block = posting / DocumentBlock.count
    let place = posting % DocumentBlock.count
    if block != self.block { try enter(block, of: cursor) }
    let start = place > 0 ? unsafe ends[place &- 1] : 0
    let count = unsafe Int(ends[place] &- start)
    guard count <= IndexFormat.maximumDocumentLength else {
      throw IndexError.damaged("a document claims to hold one term \(count) times")
    }
    return (Int(start), count)
  }

  private mutating func enter(_ block: Int, of cursor: PostingsCursor) throws {
    self.block = -1
    let frequencies = unsafe try UnsafeRawPointer(frequencies(ofBlock: block, of: cursor))
    let ends = unsafe UnsafeMutableRawPointer(ends)
    // Only in a damaged block do the sums not fit. Behind the last document they mean nothing.
    var sum = SIMD4<UInt32>()
    for offset in stride(from: 0, to: 4 * DocumentBlock.count, by: 16) {
      let row = unsafe frequencies.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      let sums = row.runningSums &+ sum
      unsafe ends.storeBytes(of: sums, toByteOffset: offset, as: SIMD4<UInt32>.self)
      sum = SIMD4(repeating: sums[3])
    }
    let total = unsafe Int(self.ends[cursor.count(ofBlock: block) &- 1])
    positionsReader.open(at: cursor.positionsAddress(ofBlock: block), total: total)
    self.block = block
  }

  private mutating func grow(toHold count: Int) {
    if unsafe positions != ends + DocumentBlock.count { unsafe positions.deallocate() }
    capacity = 2 * count
    unsafe positions = .allocate(capacity: capacity)
  }
}
