/// A segment of the index that a commit makes.
enum PublishedSegment {
  /// One that is published already, with what was deleted of it since; nil if nothing was.
  case kept(SegmentSummary, Deletions?)
  /// A new one, with what is deleted of it already.
  case new(FinishedSegment, Deletions? = nil)

  /// The segment's number.
  var id: UInt32 {
    switch self {
    case .kept(let summary, _): summary.id
    case .new(let segment, _): segment.writer.id
    }
  }
}
