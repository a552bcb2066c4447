import Postings
import TextAnalysis

/// Merges all segments of an index into one, and may reorder its documents. No answer changes by it: ordinals, lengths and
/// counts stay what they are.
public struct SegmentMerger {
  private let directory: String
  private let options: IndexBuilder.Options

  /// Prepares to merge the index in a directory.
  ///
  /// - Parameters:
  ///   - directory: the directory.
  ///   - options: how an index is to be built; what they say of segments and stored documents does not matter here.
  public init(directory: String, options: IndexBuilder.Options = IndexBuilder.Options()) {
    self.directory = directory
    self.options = options
  }

  /// Merges, and publishes the result in one transaction. A single segment stays as it is unless it is to be reordered.
  ///
  /// - Returns: how many segments there were.
  /// - Throws: `LMDBError`, whose code is `busy` while another process writes there; `IndexError`.
  @discardableResult
  public func mergeAll() throws -> Int {
    // To open for writing makes what is missing and sweeps what is unreadable: look first.
    _ = try IndexReader(directory: directory)
    let store = try IndexStore(directory: directory, analyzerFingerprint: Analyzer.fingerprint)
    let manifest = store.manifest
    let segmentCount = manifest.segments.count
    guard segmentCount > (options.reordersDocuments ? 0 : 1) else { return segmentCount }
    let reader = IndexReader(environment: store.environment)
    let merged = try reader.makeSession().withSnapshot { snapshot in
      if segmentCount == 1 { return try store.reorder(snapshot.segments[0], memoryBudget: options.memoryBudget) }
      let merged = try merge(snapshot.segments, into: store.makeSegment())
      return options.reordersDocuments ? try store.reorder(merged, memoryBudget: options.memoryBudget) : merged
    }
    try store.publish(
      [merged], nextOrdinal: manifest.nextOrdinal, analyzerFingerprint: manifest.analyzerFingerprint)
    return segmentCount
  }

  private func merge(_ segments: [SegmentReader], into writer: SegmentWriter) throws -> FinishedSegment {
    let titleLengths = TitleLengthWriter(segment: writer)
    let firstOrdinal = segments.first { $0.documentCount > 0 }?.segment.descriptor.firstOrdinal ?? 0
    let ordinals = OrdinalWriter(segment: writer, first: firstOrdinal)
    let stored = try segments.allSatisfy { try $0.storedDocuments().isAvailable } ? StoredWriter(segment: writer) : nil
    var counts = SegmentCounts()
    var allNorms: [UInt8] = []
    var sources: [PostingsMerger.Source] = []
    for segment in segments {
      sources.append(PostingsMerger.Source(reader: segment, base: DocID(counts.documentCount)))
      let norms = try segment.norms()
      for document in 0..<DocID(segment.documentCount) {
        allNorms.append(norms[document])
        try writer.stream(.norms).append(norms[document])
        try titleLengths.append(UInt16(try segment.titleLength(of: document)))
        try ordinals.append(try segment.ordinal(of: document))
      }
      if let stored { try copy(segment.storedDocuments(), to: stored, base: DocID(counts.documentCount)) }
      counts.add(segment.segment.summary)
      guard counts.documentCount <= DocID.maximumCount else {
        throw IndexError.limitExceeded("a segment holds at most 2^31 - 1 documents")
      }
    }
    let selection =
      segments.contains(where: \.hasPhrases)
      ? CommonTermSelection(counts, leastDocumentFrequency: options.leastCommonFrequency) : nil
    let dictionary = TermDictionaryWriter(segment: writer, selection: selection)
    let phrases = TermDictionaryWriter(phrasesOf: writer)
    let impacts = ImpactWriter(segment: writer, norms: allNorms, counts: counts)
    let postings = PostingsWriter(segment: writer, documentCount: counts.documentCount, impacts: impacts)
    try PostingsMerger(sources: sources).write(postings: postings, dictionary: dictionary)
    if let common = dictionary.selection?.commonTerms() {
      try writer.write(common)
      let texts = SegmentTexts(
        terms: common, sources: sources.map { ($0, 0..<DocID($0.reader.documentCount)) }, norms: allNorms,
        memoryBudget: options.memoryBudget)
      try PhraseBuilder(
        terms: common, documentCount: counts.documentCount, postings: postings, dictionary: phrases
      ).write(texts) { try SpillStore(directory: directory + "/spill") }
    }
    try stored?.finish(nil)
    return try FinishedSegment(
      writer, counts: counts, dictionary: dictionary, phrases: phrases, firstOrdinal: firstOrdinal)
  }

  /// Adds the documents of a segment: its compressed blocks, unless they are so few that many such segments would leave the
  /// merged one with short blocks.
  private func copy(_ documents: StoredDocuments, to stored: StoredWriter, base: DocID) throws {
    guard documents.records.blockCount < options.leastCopiedBlockCount else {
      return try stored.add(blocksOf: documents, as: base)
    }
    for document in try documents.documentsByRecord() {
      var copy = try documents.document(document)
      (copy.titleMap, copy.bodyMap) = try documents.sourceMaps(of: document)
      try stored.add(copy, as: base + document, ordinal: try documents.reader.ordinal(of: document))
    }
  }
}
