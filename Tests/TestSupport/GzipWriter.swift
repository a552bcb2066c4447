import CZlib

/// Compression as gzip(1) does it, for tests alone.
package enum GzipWriter {
  /// The file that `bytes` become.
  package static func compress(_ bytes: [UInt8]) -> [UInt8] {
    var stream = unsafe z_stream()
    // 16 more than the greatest window asks for gzip's header and trailer (zlib.h).
    let begun = unsafe deflateInit2_(
      &stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    precondition(begun == Z_OK)
    defer { unsafe deflateEnd(&stream) }
    var file = [UInt8](repeating: 0, count: Int(unsafe deflateBound(&stream, UInt(bytes.count))) + 32)
    let result = unsafe bytes.withUnsafeBufferPointer { source in
      unsafe file.withUnsafeMutableBufferPointer { target in
        unsafe stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        unsafe stream.avail_in = UInt32(source.count)
        unsafe stream.next_out = target.baseAddress
        unsafe stream.avail_out = UInt32(target.count)
        return unsafe deflate(&stream, Z_FINISH)
      }
    }
    precondition(result == Z_STREAM_END)
    file.removeLast(unsafe Int(stream.avail_out))
    return file
  }
}
