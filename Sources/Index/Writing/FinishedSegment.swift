/// A segment whose streams are written, but that no manifest names yet.
struct FinishedSegment {
  var writer: SegmentWriter
  var descriptor: SegmentDescriptor

  /// Ends the streams of a segment.
  init(
    _ writer: SegmentWriter, counts: SegmentCounts, dictionary: TermDictionaryWriter, firstOrdinal: UInt64
  ) throws {
    try dictionary.finish()
    self.writer = writer
    descriptor = SegmentDescriptor(
      documentCount: counts.documentCount,
      nonemptyDocumentCount: counts.nonemptyDocumentCount,
      totalLength: counts.totalLength,
      termCount: dictionary.termCount,
      termBlockCount: dictionary.blockCount,
      firstOrdinal: firstOrdinal,
      streams: try writer.finishStreams())
  }
}
