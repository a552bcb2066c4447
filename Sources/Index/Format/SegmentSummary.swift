/// What the manifest says of one segment: enough for the statistics of BM25 without opening it.
public struct SegmentSummary: Equatable, Sendable {
  /// The segment's number, never used again in this index.
  public var id: UInt32
  /// How many documents the segment holds.
  public var documentCount: Int
  /// How many of them have at least one token: their sum over all segments is the N of BM25.
  public var nonemptyDocumentCount: Int
  /// The sum of the lengths of all its documents, in tokens.
  public var totalLength: UInt64
  /// CRC-32C of the segment's descriptor.
  var descriptorChecksum: UInt32
}
