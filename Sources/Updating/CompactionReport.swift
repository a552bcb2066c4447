/// What a compaction has brought.
public struct CompactionReport: Equatable, Sendable {
  /// The state of the index then.
  public internal(set) var epoch: UInt64
  /// How many segments there were.
  public internal(set) var segmentCount: Int
  /// Bytes of the file before.
  public internal(set) var bytesBefore: UInt64
  /// Bytes of the file now.
  public internal(set) var bytesAfter: UInt64
}
