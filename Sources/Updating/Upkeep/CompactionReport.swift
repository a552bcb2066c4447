/// What a compaction has brought.
public struct CompactionReport: Equatable, Sendable {
  /// The state of the index then.
  public internal(set) var epoch: UInt64 = 0
  /// How many segments there were.
  public internal(set) var segmentCount = 0
  /// Bytes of the file before.
  public internal(set) var bytesBefore: UInt64 = 0
  /// Bytes of the file now.
  public internal(set) var bytesAfter: UInt64 = 0
}
