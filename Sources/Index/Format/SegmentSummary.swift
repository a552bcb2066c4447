/// What the manifest says of one segment: enough for the statistics of BM25 without opening it.
public struct SegmentSummary: Equatable, Sendable {
  /// The segment's number, never used again in this index.
  public var id: UInt32
  /// How many documents the segment holds, deleted ones included.
  public var documentCount: Int
  /// How many of them have at least one token: their sum over all segments is the N of BM25.
  public var nonemptyDocumentCount: Int
  /// The sum of the lengths of all its documents, in tokens.
  public var totalLength: UInt64
  /// CRC-32C of the segment's descriptor.
  var descriptorChecksum: UInt32
  /// How many of its documents are deleted.
  public var deletedCount = 0
  /// CRC-32C of the bits that say which; 0 if there are none.
  var deletionsChecksum: UInt32 = 0

  /// How many documents are not deleted.
  public var liveCount: Int { documentCount - deletedCount }

  /// What never changes.
  var withoutDeletions: SegmentSummary {
    var summary = self
    (summary.deletedCount, summary.deletionsChecksum) = (0, 0)
    return summary
  }
}
