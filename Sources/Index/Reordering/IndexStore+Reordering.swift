import LMDB

extension IndexStore {
  /// Reorders the documents of a segment that nobody sees yet. What it was is deleted by the commit of what it becomes.
  ///
  /// - Parameters:
  ///   - segment: the segment.
  ///   - memoryBudget: bytes of memory for the terms of its documents.
  /// - Returns: a segment of the same documents with other numbers.
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`.
  func reorder(_ segment: FinishedSegment, memoryBudget: Int) throws -> FinishedSegment {
    try segment.writer.writePending()
    let reader = SegmentReader(
      segment: try Segment(
        summary: SegmentSummary(segment, descriptor: segment.descriptor.encoded()), descriptor: segment.descriptor),
      transaction: try environment.beginRead())
    discard(segment.writer)
    return try reorder(reader, memoryBudget: memoryBudget)
  }

  /// Reorders the documents of a segment.
  ///
  /// - Parameters:
  ///   - reader: the segment.
  ///   - memoryBudget: bytes of memory for the terms of its documents.
  /// - Returns: a segment of the same documents with other numbers.
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`.
  func reorder(_ reader: SegmentReader, memoryBudget: Int) throws -> FinishedSegment {
    let order = GraphBisection.order(of: try ForwardIndex.make(from: reader, memoryBudget: memoryBudget))
    return try SegmentRenumberer(reader, order: DocumentOrder(order)).write(to: makeSegment())
  }
}
