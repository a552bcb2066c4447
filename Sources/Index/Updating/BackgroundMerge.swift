import Postings

/// Several neighbouring segments of an index that become one, while other batches are committed.
public final class BackgroundMerge {
  let segments: [SegmentSummary]
  let writer: SegmentWriter
  /// The numbers of the segments.
  public var segmentIDs: [UInt32] { segments.map(\.id) }
  private let session: ReadSession
  private let options: IndexBuilder.Options
  private let spillDirectory: String
  private var finished: FinishedSegment?
  /// What was deleted of each segment before the merge began.
  private var deletions: [Deletions?] = []

  init(
    segments: [SegmentSummary], writer: SegmentWriter, session: ReadSession, options: IndexBuilder.Options,
    spillDirectory: String
  ) {
    self.segments = segments
    self.writer = writer
    self.session = session
    self.options = options
    self.spillDirectory = spillDirectory
  }

  /// Writes the merged segment, of which nobody sees anything before the writer publishes it.
  ///
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`.
  public func run() throws {
    try session.withSnapshot { snapshot in
      let ids = Set(segments.map(\.id))
      let readers = snapshot.segments.filter { ids.contains($0.id) }
      deletions = readers.map(\.deletions)
      let merge = SegmentMerge(readers, options: options, spillDirectory: spillDirectory)
      if merge.documentCount > 0 { finished = try merge.write(to: writer) }
    }
  }

  /// The merged segment, less what was deleted since: `current` are the deletions of the segments now. Nil if nothing is left.
  func result(deletedSince current: [Deletions?]) -> PublishedSegment? {
    guard let finished else { return nil }
    var deleted = Deletions(documentCount: finished.descriptor.documentCount)
    var number: DocID = 0
    for (index, segment) in segments.enumerated() {
      for document in 0..<DocID(segment.documentCount) where deletions[index]?.contains(document) != true {
        if current[index]?.contains(document) == true { deleted.insert(number) }
        number += 1
      }
    }
    return .new(finished, deleted.count > 0 ? deleted : nil)
  }
}
