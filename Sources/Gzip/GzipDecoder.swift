import CZlib

/// Decompresses a gzip file (RFC 1952) piece by piece, in the memory that zlib takes for it: about 40 KB.
///
/// Several compressed files, one behind the other, are read as one, as gzip(1) does. What else stands behind the last is
/// left alone: tapes and some servers fill up with zeros.
@safe package struct GzipDecoder: ~Copyable {
  private enum State {
    /// Before a compressed file: the first one, or another one.
    case outside(isFirst: Bool)
    case inside
    /// What follows is no compressed file.
    case ended
  }

  /// zlib's state: made by `inflateInit2_`, at an address that must not change.
  private let stream: UnsafeMutablePointer<z_stream>
  private var state = State.outside(isFirst: true)

  /// The greatest window, and 16 for "gzip, and nothing else" (zlib.h).
  private static let windowBits: Int32 = 15 + 16
  private static let firstByte: UInt8 = 0x1F

  package init() throws(GzipError) {
    let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    let result = unsafe inflateInit2_(stream, Self.windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard result == Z_OK else {
      unsafe stream.deallocate()
      throw .noMemory
    }
    unsafe self.stream = unsafe stream
  }

  deinit {
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  /// Decompresses as much as there is, or as there is room for.
  ///
  /// - Parameters:
  ///   - input: Compressed bytes.
  ///   - inputRange: Those that have not been used yet; at most 2^31.
  ///   - output: Where to write.
  ///   - outputRange: The room there; at most 2^31 bytes.
  /// - Returns: How many bytes were used, and how many written. None of either where more input or more room is needed.
  /// - Throws: `GzipError` for bytes that were not compressed by gzip, or were changed since.
  package mutating func decode(
    _ input: [UInt8], _ inputRange: Range<Int>, into output: inout [UInt8], _ outputRange: Range<Int>
  ) throws(GzipError) -> (used: Int, written: Int) {
    precondition(inputRange.count <= Int32.max && outputRange.count <= Int32.max)
    precondition(inputRange.lowerBound >= 0 && inputRange.upperBound <= input.count)
    precondition(outputRange.lowerBound >= 0 && outputRange.upperBound <= output.count)
    guard !inputRange.isEmpty, begin(with: input[inputRange.lowerBound]) else { return (inputRange.count, 0) }
    let result = unsafe input.withUnsafeBufferPointer { source in
      unsafe output.withUnsafeMutableBufferPointer { target in
        // zlib reads and writes within the ranges alone, which lie in the arrays; it does not write to its input.
        unsafe stream.pointee.next_in = UnsafeMutablePointer(
          mutating: source.baseAddress.map { unsafe $0 + inputRange.lowerBound })
        unsafe stream.pointee.avail_in = UInt32(inputRange.count)
        unsafe stream.pointee.next_out = target.baseAddress.map { unsafe $0 + outputRange.lowerBound }
        unsafe stream.pointee.avail_out = UInt32(outputRange.count)
        return unsafe inflate(stream, Z_NO_FLUSH)
      }
    }
    let used = unsafe inputRange.count - Int(stream.pointee.avail_in)
    let written = unsafe outputRange.count - Int(stream.pointee.avail_out)
    switch result {
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END: state = .outside(isFirst: false)
    case Z_MEM_ERROR: throw .noMemory
    default: throw unsafe .damaged(stream.pointee.msg.map { unsafe String(cString: $0) } ?? "not compressed by gzip")
    }
    return (used, written)
  }

  /// Says that there is no more input.
  ///
  /// - Throws: `GzipError.cutShort` where there should be.
  package func finish() throws(GzipError) {
    switch state {
    case .inside, .outside(isFirst: true): throw .cutShort
    case .outside(isFirst: false), .ended: return
    }
  }

  /// Whether what begins with a byte is to be decompressed.
  private mutating func begin(with byte: UInt8) -> Bool {
    switch state {
    case .inside: return true
    case .ended: return false
    case .outside(let isFirst):
      guard isFirst || byte == Self.firstByte && (unsafe inflateReset(stream)) == Z_OK else {
        state = .ended
        return false
      }
      state = .inside
      return true
    }
  }
}

extension GzipDecoder {
  /// Decompresses a whole file.
  ///
  /// - Parameters:
  ///   - file: The compressed bytes.
  ///   - content: Becomes what they hold; keeps its memory. Undefined where it is too much, or an error is thrown.
  ///   - limit: How many bytes `content` may have.
  /// - Returns: False if there are more. No more memory is taken for these than the limit says.
  /// - Throws: `GzipError`.
  package static func decompress(
    _ file: [UInt8], into content: inout [UInt8], limit: Int
  ) throws(GzipError) -> Bool {
    var decoder = try GzipDecoder()
    var place = 0
    var count = 0
    while true {
      // One byte more than allowed tells whether there is more.
      if count == content.count, count <= limit {
        content.append(contentsOf: repeatElement(0, count: min(max(count, 1 << 16), limit + 1 - count)))
      }
      guard count <= limit else { return false }
      let input = place..<min(file.count, place + 1 << 30)
      let (used, written) = try decoder.decode(file, input, into: &content, count..<min(content.count, count + 1 << 30))
      place += used
      count += written
      guard used > 0 || written > 0 else { break }
    }
    guard place == file.count else { throw .damaged("zlib does not read on") }
    try decoder.finish()
    content.removeLast(content.count - count)
    return true
  }
}
