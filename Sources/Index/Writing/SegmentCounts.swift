/// Counts of a segment that is being written.
struct SegmentCounts {
  var documentCount = 0
  var nonemptyDocumentCount = 0
  var totalLength: UInt64 = 0

  /// Counts a document of `length` tokens.
  mutating func add(length: UInt64) {
    documentCount += 1
    if length > 0 { nonemptyDocumentCount += 1 }
    totalLength += length
  }

  /// Counts all documents of a segment.
  mutating func add(_ segment: SegmentSummary) {
    documentCount += segment.documentCount
    nonemptyDocumentCount += segment.nonemptyDocumentCount
    // A forged manifest may claim any.
    totalLength &+= segment.totalLength
  }
}
