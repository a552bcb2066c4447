/// How units of variable size are placed in chunks: none crosses the end of one.
enum ChunkLayout {
  /// Where a unit stands that follows what ends at `address`: there, if as many bytes as it could possibly take are left in
  /// the chunk, otherwise at the start of the next one. Writer and reader reckon alike, so nothing is stored for it.
  @inline(__always)
  static func place(_ address: Int, maximumByteCount: Int) -> Int {
    let left = IndexFormat.chunkCapacity &- address % IndexFormat.chunkCapacity
    return left >= maximumByteCount ? address : address &+ left
  }
}
