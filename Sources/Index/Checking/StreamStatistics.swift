/// What a stream takes.
public struct StreamStatistics: Sendable {
  /// The stream.
  public let id: StreamID
  /// How many chunks it has.
  public let chunkCount: Int
  /// Its bytes.
  public let byteCount: Int
  /// The bytes of the pages that its chunks take; a chunk that shares a page with other values counts with its own bytes.
  public let pageByteCount: Int

  init(_ stream: SegmentDescriptor.Stream, pageSize: Int) {
    id = stream.id
    chunkCount = stream.checksums.count
    byteCount = Int(stream.length)
    let capacity = stream.id.chunkCapacity
    let rest = byteCount % capacity
    pageByteCount =
      byteCount / capacity * Self.pageByteCount(of: capacity, pageSize: pageSize)
      + Self.pageByteCount(of: rest, pageSize: pageSize)
  }

  /// LMDB gives pages of its own to a value whose node would not fit a page twice; the first has a header of 16 bytes.
  private static func pageByteCount(of size: Int, pageSize: Int) -> Int {
    let greatestNode = (pageSize - 16) / 4 * 2 - 2
    guard 8 + ChunkKey.size + size > greatestNode else { return size }
    return (size + 16 + pageSize - 1) / pageSize * pageSize
  }
}
