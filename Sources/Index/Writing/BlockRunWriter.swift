import Postings

/// Writes a run of bytes: cut into blocks of one size that are compressed one by one, and where each of them stands.
final class BlockRunWriter {
  private let blocks: StreamWriter
  private let index: StreamWriter
  private let blockSize: Int
  private let compressor: Zstd.Compressor
  /// Bytes that have not been compressed yet, fewer than a block between two calls.
  private var raw: [UInt8] = []
  private var compressed: [UInt8] = []
  /// Bytes of the run so far.
  private(set) var length = 0

  init(blocks: StreamWriter, index: StreamWriter, blockSize: Int, compressor: Zstd.Compressor) {
    self.blocks = blocks
    self.index = index
    self.blockSize = blockSize
    self.compressor = compressor
  }

  /// Appends to the run.
  func append(_ bytes: [UInt8]) throws {
    raw.append(contentsOf: bytes)
    length += bytes.count
    var start = 0
    while raw.count - start >= blockSize {
      try compress(start..<start + blockSize)
      start += blockSize
    }
    raw.removeFirst(start)
  }

  /// Writes the last block.
  func finish() throws {
    if !raw.isEmpty { try compress(raw.indices) }
    raw = []
  }

  private func compress(_ range: Range<Int>) throws {
    compressed.removeAll(keepingCapacity: true)
    let size = unsafe try raw.withUnsafeBytes { bytes in
      unsafe try compressor.compress(UnsafeRawBufferPointer(rebasing: bytes[range]), appendingTo: &compressed)
    }
    let address = unsafe try compressed.withUnsafeBytes { unsafe try blocks.append($0) }
    unsafe try index.append(maximumByteCount: IndexFormat.blockIndexEntrySize) { target in
      unsafe target.storeBytes(of: UInt64(address).littleEndian, as: UInt64.self)
      unsafe target.storeBytes(of: UInt32(size).littleEndian, toByteOffset: 8, as: UInt32.self)
      return IndexFormat.blockIndexEntrySize
    }
  }
}
