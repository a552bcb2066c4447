import Postings

/// Writes a run of bytes: cut into blocks of one size that are compressed one by one, and where each of them stands.
///
/// A block is short where a part of the run ends: at its end, and where the blocks of another run are copied as they are.
/// What comes behind a short block counts from the next multiple of the size on.
///
/// A thread of its own compresses, once there are so many blocks that it pays.
final class BlockRunWriter {
  /// The blocks that the thread is given at once: compressing them takes a hundred times as long as waking it.
  static let blocksPerBatch = 16

  private let blocks: StreamWriter
  private let index: StreamWriter
  private let blockSize: Int
  private let makeCompressor: () throws -> BlockCompressor
  private var compressor: BlockCompressor?
  /// Bytes that have not been compressed yet, fewer than a batch between two calls.
  private var raw: [UInt8] = []
  /// Where the next byte will be: what is missing in short blocks counts.
  private(set) var length = 0

  /// Begins a run.
  ///
  /// - Parameters:
  ///   - blocks: where the blocks go.
  ///   - index: where their places go.
  ///   - blockSize: bytes of each block but the last.
  ///   - makeCompressor: starts the thread; nil for one that uses zstd.
  init(
    blocks: StreamWriter, index: StreamWriter, blockSize: Int, makeCompressor: (() throws -> BlockCompressor)? = nil
  ) {
    self.blocks = blocks
    self.index = index
    self.blockSize = blockSize
    self.makeCompressor = makeCompressor ?? { try BlockCompressor(blockSize: blockSize) }
  }

  /// Appends to the run.
  ///
  /// - Throws: `LMDBError`; `IndexError.compression`, perhaps for bytes that an earlier call appended; `SystemError` if there
  ///   can be no more threads.
  func append(_ bytes: [UInt8]) throws {
    raw.append(contentsOf: bytes)
    length += bytes.count
    let batchSize = Self.blocksPerBatch * blockSize
    var start = 0
    while raw.count - start >= batchSize {
      try compress(Array(raw[start..<start + batchSize]))
      start += batchSize
    }
    raw.removeFirst(start)
  }

  /// Appends another run of blocks of the same size, without looking into them.
  ///
  /// - Returns: where its first byte is now.
  /// - Throws: as `append`; `PostingsError`, `IndexError.damaged`.
  func append(blocksOf run: BlockRun) throws -> Int {
    guard run.blockCount > 0 else { return length }
    try endPart()
    let start = length
    for number in 0..<run.blockCount {
      try unsafe write(run.compressedBlock(number))
    }
    length += run.blockCount * blockSize
    return start
  }

  /// Writes the last blocks.
  ///
  /// - Throws: as `append`.
  func finish() throws {
    let length = length
    try endPart()
    self.length = length
    compressor = nil
  }

  /// Writes all blocks, the last of them short; what follows begins another one.
  private func endPart() throws {
    while let batch = try compressor?.next() { try write(batch) }
    if !raw.isEmpty { try write(CompressedBlocks(raw, blockSize: blockSize, by: Zstd.Compressor())) }
    raw = []
    length = (length + blockSize - 1) / blockSize * blockSize
  }

  private func compress(_ batch: [UInt8]) throws {
    let compressor = try self.compressor ?? makeCompressor()
    self.compressor = compressor
    // What is taken back when does not depend on who is faster, so that each build has the same transactions.
    if compressor.batchCount == BlockCompressor.greatestBatchCount, let first = try compressor.next() {
      try write(first)
    }
    compressor.append(batch)
  }

  private func write(_ batch: CompressedBlocks) throws {
    var start = 0
    for size in batch.sizes {
      unsafe try batch.bytes.withUnsafeBytes { bytes in
        unsafe try write(UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
      }
      start += size
    }
  }

  /// Writes a compressed block, and where it stands.
  private func write(_ block: UnsafeRawBufferPointer) throws {
    let address = unsafe try blocks.append(block)
    unsafe try index.append(maximumByteCount: IndexFormat.blockIndexEntrySize) { target in
      unsafe target.storeBytes(of: UInt64(address).littleEndian, as: UInt64.self)
      unsafe target.storeBytes(of: UInt32(block.count).littleEndian, toByteOffset: 8, as: UInt32.self)
      return IndexFormat.blockIndexEntrySize
    }
  }
}
