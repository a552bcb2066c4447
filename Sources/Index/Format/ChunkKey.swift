/// The key of a value in LMDB: segment, stream and chunk, big-endian, so that LMDB's order of bytes is theirs.
///
/// Segment 0 is the index itself: its manifest, and what its build skipped. Stream 0 of a segment is its descriptor.
struct ChunkKey: Equatable, Sendable {
  /// Bytes of a key.
  static let size = 9

  static let manifest = ChunkKey(segment: 0, stream: 0, chunk: 0)

  static let skippedSources = ChunkKey(segment: 0, stream: 1, chunk: 0)

  var segment: UInt32
  var stream: UInt8
  var chunk: UInt32

  init(segment: UInt32, stream: UInt8, chunk: UInt32) {
    self.segment = segment
    self.stream = stream
    self.chunk = chunk
  }

  static func descriptor(of segment: UInt32) -> ChunkKey {
    ChunkKey(segment: segment, stream: 0, chunk: 0)
  }

  /// Reads a key; nil if it has another size.
  init?(_ bytes: UnsafeRawBufferPointer) {
    guard bytes.count == Self.size else { return nil }
    segment = unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
    stream = unsafe bytes[4]
    chunk = unsafe UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: 5, as: UInt32.self))
  }

  /// Calls `body` with the key's bytes.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try unsafe withUnsafeTemporaryAllocation(byteCount: Self.size, alignment: 8) { buffer in
      unsafe buffer.storeBytes(of: segment.bigEndian, as: UInt32.self)
      unsafe buffer.storeBytes(of: stream, toByteOffset: 4, as: UInt8.self)
      unsafe buffer.storeBytes(of: chunk.bigEndian, toByteOffset: 5, as: UInt32.self)
      return unsafe try body(UnsafeRawBufferPointer(buffer))
    }
  }
}
