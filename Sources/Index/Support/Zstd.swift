import CZstd

/// Compression of blocks by libzstd, with contexts that are used again and again.
enum Zstd {
  /// Compresses blocks; one thread at a time.
  @safe final class Compressor {
    /// The level: above it zstd costs more than all the rest of a build (docs/ARCHITECTURE.md).
    private static let level: Int32 = 3
    private let context: OpaquePointer

    init() throws {
      guard let context = unsafe ZSTD_createCCtx() else { throw IndexError.compression("out of memory") }
      unsafe self.context = context
    }

    deinit {
      unsafe _ = ZSTD_freeCCtx(context)
    }

    /// Appends the compressed form of `block` to `output`, and returns its size.
    func compress(_ block: UnsafeRawBufferPointer, appendingTo output: inout [UInt8]) throws -> Int {
      let start = output.count
      let bound = ZSTD_compressBound(block.count)
      output.append(contentsOf: repeatElement(0, count: bound))
      let size = unsafe output.withUnsafeMutableBytes { bytes in
        unsafe ZSTD_compressCCtx(
          context, bytes.baseAddress.map { unsafe $0 + start }, bound, block.baseAddress, block.count, Self.level)
      }
      guard ZSTD_isError(size) == 0 else { throw IndexError.compression(Zstd.message(size)) }
      output.removeLast(bound - size)
      return size
    }
  }

  /// Decompresses blocks; one thread at a time.
  @safe final class Decompressor {
    private let context: OpaquePointer

    init() throws {
      guard let context = unsafe ZSTD_createDCtx() else { throw IndexError.compression("out of memory") }
      unsafe self.context = context
    }

    deinit {
      unsafe _ = ZSTD_freeDCtx(context)
    }

    /// Decompresses `block`, which gives at most `limit` bytes.
    func decompress(_ block: UnsafeRawBufferPointer, limit: Int) throws -> [UInt8] {
      let size = unsafe ZSTD_getFrameContentSize(block.baseAddress, block.count)
      // Sizes that mean "unknown" and "error" are the greatest numbers.
      guard size <= UInt64(limit) else { throw IndexError.damaged("a stored block is not one of zstd's") }
      return unsafe try [UInt8](unsafeUninitializedCapacity: Int(size)) { buffer, count in
        let written = unsafe ZSTD_decompressDCtx(
          context, buffer.baseAddress, buffer.count, block.baseAddress, block.count)
        guard ZSTD_isError(written) == 0 else { throw IndexError.damaged("a stored block: \(Zstd.message(written))") }
        count = written
      }
    }
  }

  private static func message(_ code: Int) -> String {
    unsafe String(cString: ZSTD_getErrorName(code))
  }
}
