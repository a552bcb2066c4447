import Postings

/// Verifies that ordinals ascend, within each segment and from one to the next.
struct OrdinalsChecker {
  /// All ordinals are below it.
  let limit: UInt64
  /// The least ordinal that the next document may have; nil if there is none left.
  private var least: UInt64? = 0

  init(limit: UInt64) {
    self.limit = limit
  }

  /// Looks at the documents of the next segment.
  mutating func check(_ reader: SegmentReader, findings: SegmentFindings) throws {
    guard reader.documentCount > 0 else { return }
    guard try reader.ordinal(of: 0) == reader.segment.descriptor.firstOrdinal else {
      return findings.damage("the first is not the one that the descriptor gives", stream: .ordinals, document: 0)
    }
    for document in 0..<DocID(reader.documentCount) {
      let ordinal = try reader.ordinal(of: document)
      guard let least, ordinal >= least, ordinal < limit else {
        return findings.damage(
          "the ordinal \(ordinal) does not follow the one before, or is not below the manifest's next, \(limit)",
          stream: .ordinals, document: document)
      }
      self.least = ordinal == .max ? nil : ordinal + 1
    }
  }
}
