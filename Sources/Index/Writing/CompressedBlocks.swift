/// Blocks that were compressed one by one, and stand one behind the other.
struct CompressedBlocks: Sendable {
  private(set) var bytes: [UInt8] = []
  /// The size of each.
  private(set) var sizes: [Int] = []

  /// Compresses bytes in blocks of one size; the last may be shorter.
  init(_ raw: [UInt8], blockSize: Int, by compressor: Zstd.Compressor) throws {
    for start in stride(from: 0, to: raw.count, by: blockSize) {
      let end = min(start + blockSize, raw.count)
      let size = unsafe try raw.withUnsafeBytes { raw in
        unsafe try compressor.compress(UnsafeRawBufferPointer(rebasing: raw[start..<end]), appendingTo: &bytes)
      }
      sizes.append(size)
    }
  }
}
