import Postings

/// A run of bytes that was cut into blocks and compressed, read back from any place. One thread at a time.
///
/// A byte's place is the number of its block times the size of blocks, and its place in the block; some blocks are short.
final class BlockRun {
  let reader: SegmentReader
  /// The stream of the compressed blocks.
  let blocks: StreamID
  /// The stream that says where they stand.
  let index: StreamID
  /// The most bytes of a block before it is compressed.
  let blockSize: Int
  private let decompressor: Zstd.Decompressor
  /// The block that was decompressed last: what is read next is often its neighbour, and goes on over ends of blocks.
  private var blockNumber = -1
  private var block: [UInt8] = []

  init(reader: SegmentReader, blocks: StreamID, index: StreamID, blockSize: Int, decompressor: Zstd.Decompressor) {
    self.reader = reader
    self.blocks = blocks
    self.index = index
    self.blockSize = blockSize
    self.decompressor = decompressor
  }

  /// Reads a byte, and moves the offset past it.
  func byte(_ offset: inout Int) throws -> UInt8 {
    try loadBlock(of: offset)
    defer { offset += 1 }
    return block[offset % blockSize]
  }

  /// Reads a number of variable length, and moves the offset past it.
  func number(_ offset: inout Int) throws -> Int {
    var value = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      let byte = try byte(&offset)
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw PostingsError.numberTooLarge
  }

  /// Reads so many bytes, and moves the offset past them.
  func bytes(_ offset: inout Int, count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      try loadBlock(of: offset)
      let start = offset % blockSize
      let part = block[start..<min(block.count, start + count - bytes.count)]
      bytes.append(contentsOf: part)
      offset += part.count
    }
    return bytes
  }

  /// Makes the block current that holds the byte `offset`; the byte is in it.
  private func loadBlock(of offset: Int) throws {
    let number = offset / blockSize
    if number != blockNumber {
      block = try decompressedBlock(number)
      blockNumber = number
    }
    guard offset % blockSize < block.count else { throw PostingsError.truncated }
  }

  /// How many blocks there are.
  var blockCount: Int { reader.segment.stream(index).length / IndexFormat.blockIndexEntrySize }

  /// A block as it was before it was compressed.
  func decompressedBlock(_ number: Int) throws -> [UInt8] {
    try unsafe decompressor.decompress(compressedBlock(number), limit: blockSize)
  }

  /// A block as it is stored, valid while the snapshot is.
  func compressedBlock(_ number: Int) throws -> UnsafeRawBufferPointer {
    let (address, size) = try indexEntry(number)
    let window = unsafe try reader.window(blocks, at: address)
    guard size <= window.count else { throw PostingsError.truncated }
    return unsafe UnsafeRawBufferPointer(rebasing: window[..<size])
  }

  /// Where a compressed block stands, and its size.
  func indexEntry(_ number: Int) throws -> (address: Int, size: Int) {
    let entry = unsafe try reader.window(index, at: number &* IndexFormat.blockIndexEntrySize)
    guard entry.count >= IndexFormat.blockIndexEntrySize else { throw PostingsError.truncated }
    let address = unsafe UInt64(littleEndian: entry.loadUnaligned(as: UInt64.self))
    guard let address = Int(exactly: address) else { throw PostingsError.numberTooLarge }
    return (address, unsafe Int(UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: 8, as: UInt32.self))))
  }
}
