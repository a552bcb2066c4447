/// The number of a document within its segment: 0, 1, 2, … in the order in which the segment stores them.
///
/// Always below 2^31, so that sums of two never wrap around unseen.
public typealias DocID = UInt32

extension DocID {
  /// The number that no document has: what an exhausted cursor stands on.
  @inlinable public static var exhausted: DocID { .max }

  /// The greatest number of documents in one segment.
  @inlinable public static var maximumCount: Int { 1 << 31 - 1 }
}
