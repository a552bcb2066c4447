import Postings

/// Merges segments, in the order of their documents' ordinals, into a new one, which leaves deleted documents out.
struct SegmentMerge {
  private let segments: [SegmentReader]
  private let options: IndexBuilder.Options
  private let spillDirectory: String

  /// - Parameters:
  ///   - segments: the segments.
  ///   - options: how an index is to be built; what they say of segments and stored documents does not matter here.
  ///   - spillDirectory: where what does not fit memory goes.
  init(_ segments: [SegmentReader], options: IndexBuilder.Options, spillDirectory: String) {
    self.segments = segments
    self.options = options
    self.spillDirectory = spillDirectory
  }

  /// How many documents there will be.
  var documentCount: Int { segments.reduce(0) { $0 + $1.segment.documentCount - ($1.deletions?.count ?? 0) } }

  /// Writes the merged segment.
  ///
  /// - Parameter writer: a new segment.
  /// - Returns: the segment, finished.
  /// - Throws: `IndexError`, `PostingsError`, `LMDBError`.
  func write(to writer: SegmentWriter) throws -> FinishedSegment {
    guard documentCount <= DocID.maximumCount else {
      throw IndexError.limitExceeded("a segment holds at most 2^31 - 1 documents")
    }
    let sources = sources()
    let norms = try writeNorms(of: sources, to: writer)
    let firstOrdinal = try writeDocuments(of: sources, to: writer)
    var counts = counts(nonemptyDocumentCount: norms.count { $0 > 0 })
    let selection =
      segments.contains(where: \.hasPhrases)
      ? CommonTermSelection(counts, leastDocumentFrequency: options.leastCommonFrequency) : nil
    let dictionary = TermDictionaryWriter(segment: writer, selection: selection)
    let phrases = TermDictionaryWriter(phrasesOf: writer)
    let impacts = ImpactWriter(segment: writer, norms: norms, counts: counts)
    let postings = PostingsWriter(segment: writer, documentCount: counts.documentCount, impacts: impacts)
    try PostingsMerger(sources: sources).write(postings: postings, dictionary: dictionary)
    counts.totalLength = dictionary.totalFrequency
    if let common = dictionary.selection?.commonTerms() {
      try writer.write(common)
      let texts = SegmentTexts(
        terms: common, sources: sources.map { ($0, 0..<DocID($0.reader.documentCount)) }, norms: norms,
        memoryBudget: options.memoryBudget)
      try PhraseBuilder(
        terms: common, documentCount: counts.documentCount, postings: postings, dictionary: phrases
      ).write(texts) { try SpillStore(directory: spillDirectory) }
    }
    return try FinishedSegment(
      writer, counts: counts, dictionary: dictionary, phrases: phrases, firstOrdinal: firstOrdinal)
  }

  private func sources() -> [PostingsMerger.Source] {
    var base: DocID = 0
    return segments.map { segment in
      let first = base
      guard let deletions = segment.deletions else {
        base += DocID(segment.documentCount)
        return PostingsMerger.Source(reader: segment, base: first, numbers: nil)
      }
      let numbers = (0..<DocID(segment.documentCount)).map { document in
        guard !deletions.contains(document) else { return DocID.exhausted }
        defer { base += 1 }
        return base
      }
      return PostingsMerger.Source(reader: segment, base: first, numbers: numbers)
    }
  }

  /// How much there is, as far as it is known before the lists are: the lengths of deleted documents are taken for average
  /// ones, which may change what terms are common, and no answer.
  private func counts(nonemptyDocumentCount: Int) -> SegmentCounts {
    var counts = SegmentCounts()
    counts.documentCount = documentCount
    counts.nonemptyDocumentCount = nonemptyDocumentCount
    for segment in segments {
      let summary = segment.segment.summary
      if let deletions = segment.deletions {
        let share = Double(summary.documentCount - deletions.count) / Double(summary.documentCount)
        counts.totalLength &+= UInt64(Double(summary.totalLength) * share)
      } else {
        counts.totalLength &+= summary.totalLength
      }
    }
    return counts
  }

  private func writeNorms(of sources: [PostingsMerger.Source], to writer: SegmentWriter) throws -> [UInt8] {
    var norms: [UInt8] = []
    norms.reserveCapacity(documentCount)
    for source in sources {
      let own = try source.reader.norms()
      for document in 0..<DocID(source.reader.documentCount) where source.number(of: document) != nil {
        norms.append(own[document])
        try writer.stream(.norms).append(own[document])
      }
    }
    return norms
  }

  /// Writes what else stands per document.
  ///
  /// - Returns: the least ordinal.
  private func writeDocuments(of sources: [PostingsMerger.Source], to writer: SegmentWriter) throws -> UInt64 {
    let first = try leastOrdinal(of: sources)
    let titleLengths = TitleLengthWriter(segment: writer)
    let ordinals = OrdinalWriter(segment: writer, first: first)
    let stored = try segments.allSatisfy { try $0.storedDocuments().isAvailable } ? StoredWriter(segment: writer) : nil
    let fingerprints = segments.allSatisfy(\.hasFingerprints) ? FingerprintWriter(segment: writer) : nil
    for source in sources {
      for document in 0..<DocID(source.reader.documentCount) where source.number(of: document) != nil {
        try titleLengths.append(UInt16(try source.reader.titleLength(of: document)))
        try ordinals.append(try source.reader.ordinal(of: document))
        if let fingerprint = try source.reader.fingerprint(of: document) { fingerprints?.add(fingerprint) }
      }
      if let stored { try copy(source, to: stored) }
    }
    try stored?.finish(nil)
    try fingerprints?.finish(nil)
    return first
  }

  private func leastOrdinal(of sources: [PostingsMerger.Source]) throws -> UInt64 {
    var least: UInt64?
    for source in sources {
      guard source.numbers != nil else {
        if source.reader.documentCount > 0 { least = min(least ?? .max, source.reader.segment.descriptor.firstOrdinal) }
        continue
      }
      for document in 0..<DocID(source.reader.documentCount) where source.number(of: document) != nil {
        least = min(least ?? .max, try source.reader.ordinal(of: document))
      }
    }
    return least ?? 0
  }

  /// Adds the stored documents of a segment: its compressed blocks, unless some of them are deleted, or they are so few that
  /// many such segments would leave the merged one with short blocks.
  private func copy(_ source: PostingsMerger.Source, to stored: StoredWriter) throws {
    let documents = try source.reader.storedDocuments()
    guard documents.records.blockCount < options.leastCopiedBlockCount || source.numbers != nil else {
      return try stored.add(blocksOf: documents, as: source.base)
    }
    for document in try documents.documentsByRecord() {
      guard let number = source.number(of: document) else { continue }
      try stored.add(
        try documents.documentWithMaps(document), as: number, ordinal: try source.reader.ordinal(of: document))
    }
  }
}
