public import NearDuplicates
public import Postings

/// A document whose text is a reprint of another's.
public struct Reprint: Equatable, Sendable {
  /// The number of the segment in the snapshot.
  public var segment: Int
  /// The document in the segment.
  public var document: DocID
  /// The document's ordinal.
  public var ordinal: UInt64
  /// What it has to do with the other.
  public var relation: Fingerprint.Relation
}
