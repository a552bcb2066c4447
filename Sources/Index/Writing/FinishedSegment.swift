/// A segment whose streams are written, but that no manifest names yet.
struct FinishedSegment {
  var writer: SegmentWriter
  var descriptor: SegmentDescriptor

  /// Ends the streams of a segment.
  init(
    _ writer: SegmentWriter, counts: SegmentCounts, dictionary: TermDictionaryWriter,
    phrases: TermDictionaryWriter, firstOrdinal: UInt64
  ) throws {
    try dictionary.finish()
    try phrases.finish()
    self.writer = writer
    descriptor = SegmentDescriptor(
      documentCount: counts.documentCount,
      nonemptyDocumentCount: counts.nonemptyDocumentCount,
      totalLength: counts.totalLength,
      termCount: dictionary.termCount,
      termBlockCount: dictionary.blockCount,
      phraseCount: phrases.termCount,
      phraseBlockCount: phrases.blockCount,
      firstOrdinal: firstOrdinal,
      streams: try writer.finishStreams())
  }
}

extension SegmentSummary {
  /// What the manifest says of a segment; `descriptor` is its encoded descriptor.
  init(_ segment: FinishedSegment, descriptor: [UInt8]) {
    self.init(
      id: segment.writer.id, documentCount: segment.descriptor.documentCount,
      nonemptyDocumentCount: segment.descriptor.nonemptyDocumentCount, totalLength: segment.descriptor.totalLength,
      descriptorChecksum: descriptor.suffix(4).reversed().reduce(0) { $0 << 8 | UInt32($1) })
  }
}
