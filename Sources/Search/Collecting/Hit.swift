public import Postings

/// A document that was found.
public struct Hit: Equatable, Sendable {
  /// The number of the segment in the snapshot.
  public var segment: Int
  /// The document in the segment.
  public var document: DocID
  /// The document's ordinal, which lasts as long as the document.
  public var ordinal: UInt64
  /// How well it matches.
  public var score: Float

  /// A hit.
  public init(segment: Int, document: DocID, ordinal: UInt64, score: Float) {
    self.segment = segment
    self.document = document
    self.ordinal = ordinal
    self.score = score
  }

  /// Whether this hit is listed before another: by its score, and among equals by who came first.
  func precedes(_ other: Hit) -> Bool {
    score != other.score ? score > other.score : ordinal < other.ordinal
  }
}
