import Platform

/// Compresses batches of bytes on a thread of its own, one after the other.
///
/// The thread ends with the compressor, after the batches that it was given.
final class BlockCompressor {
  typealias Output = Result<CompressedBlocks, any Error>

  /// More would only wait longer: the thread is never without work while there are two.
  static let greatestBatchCount = 4

  private let raw = BoundedQueue<[UInt8]>(limit: greatestBatchCount)
  private let compressed = BoundedQueue<Output>(limit: greatestBatchCount)
  /// How many batches have been given to the thread and not been taken back.
  private(set) var batchCount = 0

  /// Starts the thread.
  ///
  /// - Parameter makeCompress: makes on the thread what compresses a batch there.
  /// - Throws: `SystemError` if there can be no more threads.
  init(_ makeCompress: @escaping @Sendable () throws -> ([UInt8]) throws -> CompressedBlocks) throws {
    try Thread.start { [raw, compressed] in
      let compress = Result(catching: makeCompress)
      while let batch = raw.next() {
        compressed.append(Output { try compress.get()(batch) })
      }
    }
  }

  /// Starts a thread that compresses blocks of a size.
  ///
  /// - Throws: `SystemError` if there can be no more threads.
  convenience init(blockSize: Int) throws {
    try self.init {
      let compressor = try Zstd.Compressor()
      return { batch in try CompressedBlocks(batch, blockSize: blockSize, by: compressor) }
    }
  }

  deinit {
    raw.close()
    compressed.close()
  }

  /// Gives the thread a batch; there may be `greatestBatchCount`.
  func append(_ batch: [UInt8]) {
    batchCount += 1
    raw.append(batch)
  }

  /// Takes back the first batch, after waiting for it.
  ///
  /// - Returns: its blocks; nil if the thread has none.
  /// - Throws: `IndexError.compression`.
  func next() throws -> CompressedBlocks? {
    guard batchCount > 0 else { return nil }
    batchCount -= 1
    return try compressed.next()?.get()
  }
}
