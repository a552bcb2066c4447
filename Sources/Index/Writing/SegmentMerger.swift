import Postings
import TextAnalysis

/// Merges all segments of an index into one. No answer changes by it: ordinals, lengths and counts stay what they are.
public struct SegmentMerger {
  private let directory: String

  /// Prepares to merge the index in a directory.
  public init(directory: String) {
    self.directory = directory
  }

  /// Merges, and publishes the result in one transaction.
  ///
  /// - Throws: `LMDBError`, whose code is `busy` while another process writes there; `IndexError`.
  public func mergeAll() throws {
    // To open for writing makes what is missing and sweeps what is unreadable: look first.
    _ = try IndexReader(directory: directory)
    let store = try IndexStore(directory: directory, analyzerFingerprint: Analyzer.fingerprint)
    let manifest = store.manifest
    guard manifest.segments.count > 1 else { return }
    let reader = IndexReader(environment: store.environment)
    let merged = try reader.makeSession().withSnapshot { snapshot in
      try Self.merge(snapshot.segments, into: store.makeSegment())
    }
    try store.publish(
      [merged], nextOrdinal: manifest.nextOrdinal, analyzerFingerprint: manifest.analyzerFingerprint)
  }

  private static func merge(_ segments: [SegmentReader], into writer: SegmentWriter) throws -> FinishedSegment {
    let dictionary = TermDictionaryWriter(segment: writer)
    let titleLengths = TitleLengthWriter(segment: writer)
    let ordinals = OrdinalWriter(segment: writer)
    let stored = try segments.allSatisfy { try $0.storedDocuments().isAvailable } ? StoredWriter(segment: writer) : nil
    var counts = SegmentCounts()
    var sources: [PostingsMerger.Source] = []
    for segment in segments {
      sources.append(PostingsMerger.Source(reader: segment, base: DocID(counts.documentCount)))
      let norms = try segment.norms()
      let storedDocuments = try segment.storedDocuments()
      for document in 0..<DocID(segment.documentCount) {
        try writer.stream(.norms).append(norms[document])
        try titleLengths.append(UInt16(try segment.titleLength(of: document)))
        try ordinals.append(try segment.ordinal(of: document))
        if let stored {
          var copy = try storedDocuments.document(document)
          (copy.titleMap, copy.bodyMap) = try storedDocuments.sourceMaps(of: document)
          try stored.add(copy, as: DocID(counts.documentCount) + document)
        }
      }
      counts.add(segment.segment.summary)
      guard counts.documentCount <= DocID.maximumCount else {
        throw IndexError.limitExceeded("a segment holds at most 2^31 - 1 documents")
      }
    }
    try PostingsMerger(sources: sources).write(postings: PostingsWriter(segment: writer), dictionary: dictionary)
    try stored?.finish()
    return try FinishedSegment(writer, counts: counts, dictionary: dictionary, firstOrdinal: ordinals.first)
  }
}
