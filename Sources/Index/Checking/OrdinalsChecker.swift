import Postings

/// Verifies that the ordinals of all documents that are not deleted are different, over all segments.
struct OrdinalsChecker {
  /// All ordinals are below it.
  let limit: UInt64
  /// Those of the segments so far, but for deleted documents, whose ordinals others may have.
  private var live: [UInt64] = []

  init(limit: UInt64) {
    self.limit = limit
  }

  /// Looks at the documents of the next segment.
  mutating func check(_ reader: SegmentReader, findings: SegmentFindings) throws {
    var least = UInt64.max
    for document in 0..<DocID(reader.documentCount) {
      let ordinal = try reader.ordinal(of: document)
      guard ordinal < limit else {
        return findings.damage(
          "the ordinal \(ordinal) is not below the manifest's next, \(limit)", stream: .ordinals, document: document)
      }
      least = min(least, ordinal)
      if reader.deletions?.contains(document) != true { live.append(ordinal) }
    }
    if reader.documentCount > 0, least != reader.segment.descriptor.firstOrdinal {
      findings.damage("the least is not the one that the descriptor gives", stream: .ordinals)
    }
  }

  /// Looks for ordinals that two documents have, once all segments have been looked at.
  mutating func finish(_ log: FindingLog) {
    live.sort()
    for (ordinal, next) in zip(live, live.dropFirst()) where ordinal == next {
      return log.add(IndexFinding(severity: .damage, message: "two documents have the ordinal \(ordinal)"))
    }
  }
}
