import Postings

/// Writes a run of bytes: cut into blocks of one size that are compressed one by one, and where each of them stands.
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
  /// Bytes of the run so far.
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

  /// Writes the last blocks.
  ///
  /// - Throws: as `append`.
  func finish() throws {
    while let batch = try compressor?.next() { try write(batch) }
    compressor = nil
    if !raw.isEmpty { try write(CompressedBlocks(raw, blockSize: blockSize, by: Zstd.Compressor())) }
    raw = []
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
      let address = unsafe try batch.bytes.withUnsafeBytes { bytes in
        unsafe try blocks.append(UnsafeRawBufferPointer(rebasing: bytes[start..<start + size]))
      }
      start += size
      unsafe try index.append(maximumByteCount: IndexFormat.blockIndexEntrySize) { target in
        unsafe target.storeBytes(of: UInt64(address).littleEndian, as: UInt64.self)
        unsafe target.storeBytes(of: UInt32(size).littleEndian, toByteOffset: 8, as: UInt32.self)
        return IndexFormat.blockIndexEntrySize
      }
    }
  }
}
