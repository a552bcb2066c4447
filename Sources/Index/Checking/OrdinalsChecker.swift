import Postings

/// Verifies that the ordinals of each segment are all different, and follow those of the segment before.
struct OrdinalsChecker {
  /// All ordinals are below it.
  let limit: UInt64
  /// The least ordinal that the next segment may have; nil if there is none left.
  private var least: UInt64? = 0

  init(limit: UInt64) {
    self.limit = limit
  }

  /// Looks at the documents of the next segment.
  mutating func check(_ reader: SegmentReader, findings: SegmentFindings) throws {
    guard reader.documentCount > 0 else { return }
    let ordinals = try (0..<DocID(reader.documentCount)).map { try reader.ordinal(of: $0) }.sorted()
    let (first, last) = (ordinals[0], ordinals[ordinals.count - 1])
    guard first == reader.segment.descriptor.firstOrdinal else {
      return findings.damage("the least is not the one that the descriptor gives", stream: .ordinals)
    }
    guard let least, first >= least, last < limit else {
      return findings.damage(
        "the ordinals from \(first) to \(last) do not follow those before, or are not below the manifest's next, \(limit)",
        stream: .ordinals)
    }
    for (ordinal, next) in zip(ordinals, ordinals.dropFirst()) where ordinal == next {
      return findings.damage("two documents have the ordinal \(ordinal)", stream: .ordinals)
    }
    self.least = last == .max ? nil : last + 1
  }
}
