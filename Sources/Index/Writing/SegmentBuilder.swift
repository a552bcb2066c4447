import Platform
import Postings
import TextAnalysis

/// Builds one segment: stored documents are written as they come, posting lists at the end or in runs.
final class SegmentBuilder {
  /// The table of terms counts their bytes with 32 bits.
  private static let maximumMemoryBudget = 3 << 30

  let writer: SegmentWriter
  private let firstOrdinal: UInt64
  private let memoryBudget: Int
  private let spillDirectory: String
  private let storedWriter: StoredWriter?
  private let fingerprintWriter: FingerprintWriter?
  private var fingerprinter = TextFingerprinter()
  private let reordersDocuments: Bool
  private var buffer = InvertedBuffer()
  private var spill: SpillStore?
  private var counts = SegmentCounts()
  private var norms: [UInt8] = []
  private var titleLengths: [UInt16] = []
  /// The ordinal of each document.
  private var ordinals: [UInt64] = []
  private let leastCommonFrequency: Int?

  init(writer: SegmentWriter, firstOrdinal: UInt64, options: IndexBuilder.Options, spillDirectory: String) {
    self.writer = writer
    self.firstOrdinal = firstOrdinal
    memoryBudget = min(options.memoryBudget, Self.maximumMemoryBudget)
    self.spillDirectory = spillDirectory
    storedWriter = options.storesDocuments ? StoredWriter(segment: writer) : nil
    fingerprintWriter = options.storesDocuments ? FingerprintWriter(segment: writer) : nil
    reordersDocuments = options.reordersDocuments
    leastCommonFrequency = options.indexesPhrases ? options.leastCommonFrequency : nil
  }

  var documentCount: Int { counts.documentCount }

  /// Adds a document.
  ///
  /// - Parameters:
  ///   - document: the document.
  ///   - tokens: cuts it into tokens.
  ///   - ordinal: the ordinal that it is to have; nil for the one after those of the documents before.
  /// - Returns: how many tokens it has, and how many of these were longer than a term may be, and were cut.
  /// - Throws: `LMDBError`, `IndexError`: nothing more can be added then.
  func add(
    _ document: IndexDocument, _ tokens: DocumentTokens, ordinal: UInt64? = nil
  ) throws -> (tokens: Int, truncated: Int) {
    var truncatedCount = 0
    tokens.forEachBatch(of: document.title) { batch in
      buffer.add(batch)
      truncatedCount += batch.truncatedCount
    }
    let titleLength = min(buffer.openTokenCount, IndexFormat.maximumTitleLength)
    tokens.forEachBatch(of: document.body) { batch in
      buffer.add(batch)
      truncatedCount += batch.truncatedCount
    }
    let length = buffer.openTokenCount
    ordinals.append(ordinal ?? firstOrdinal + UInt64(counts.documentCount))
    try endDocument(document, titleLength: titleLength)
    return (length, truncatedCount)
  }

  /// Ends the document whose tokens were added.
  private func endDocument(_ document: IndexDocument, titleLength: Int) throws {
    let number = DocID(counts.documentCount)
    let length = buffer.openTokenCount
    if let fingerprintWriter { fingerprintWriter.add(fingerprinter.fingerprint(ofOpenDocumentIn: buffer)) }
    buffer.endDocument(number, titleLength: titleLength)
    counts.add(length: UInt64(length))
    norms.append(SmallFloat.encode(UInt32(length)))
    titleLengths.append(UInt16(titleLength))
    try storedWriter?.add(document, as: number, ordinal: ordinals[Int(number)])
    if buffer.byteCount + fingerprinter.byteCount > memoryBudget { try spillBuffer() }
  }

  /// Whether lists went to disk before the end. Documents keep their order then.
  var hasSpilled: Bool { spill != nil }

  func finish() throws -> FinishedSegment {
    let order = hasSpilled ? nil : reorder()
    try writeDocuments(order)
    let impacts = ImpactWriter(segment: writer, norms: norms, counts: counts)
    let postings = PostingsWriter(segment: writer, documentCount: counts.documentCount, impacts: impacts)
    let phrases = TermDictionaryWriter(phrasesOf: writer)
    let dictionary: TermDictionaryWriter
    if let spill {
      if !buffer.isEmpty { try spillBuffer() }
      dictionary = try write(spill, postings: postings, phrases: phrases)
    } else {
      dictionary = try writeBuffer(postings: postings, phrases: phrases)
    }
    try storedWriter?.finish(order)
    try fingerprintWriter?.finish(order)
    return try FinishedSegment(
      writer, counts: counts, dictionary: dictionary, phrases: phrases, firstOrdinal: leastOrdinal)
  }

  private var leastOrdinal: UInt64 { ordinals.min() ?? firstOrdinal }

  /// Writes the lists that are in memory.
  ///
  /// - Returns: the dictionary of terms.
  private func writeBuffer(postings: PostingsWriter, phrases: TermDictionaryWriter) throws -> TermDictionaryWriter {
    let dictionary = TermDictionaryWriter(segment: writer)
    let frequencies = buffer.frequencies()
    guard let leastCommonFrequency else {
      try buffer.write(frequencies, postings: postings, dictionary: dictionary)
      return dictionary
    }
    // Two threads may read the buffer: nothing is added to it any more.
    nonisolated(unsafe) let shared = buffer
    let makePhrases: @Sendable () -> BufferedPhrases = { [counts] in
      unsafe shared.phrases(counts, frequencies: frequencies, leastDocumentFrequency: leastCommonFrequency)
    }
    // Where memory has room for both, the lists of phrases are made while those of terms are written.
    let made = BoundedQueue<BufferedPhrases>(limit: 1)
    if buffer.byteCount + buffer.phraseByteCount <= memoryBudget {
      try Thread.start { made.append(makePhrases()) }
    } else {
      made.close()
    }
    try buffer.write(frequencies, postings: postings, dictionary: dictionary)
    let lists = made.next() ?? makePhrases()
    try writer.write(lists.terms)
    try PhraseBuilder(
      terms: lists.terms, documentCount: counts.documentCount, postings: postings, dictionary: phrases
    ).write(lists.lists)
    return dictionary
  }

  /// Writes the lists that went to disk.
  ///
  /// - Returns: the dictionary of terms.
  private func write(
    _ spill: SpillStore, postings: PostingsWriter, phrases: TermDictionaryWriter
  ) throws -> TermDictionaryWriter {
    let selection = leastCommonFrequency.map { CommonTermSelection(counts, leastDocumentFrequency: $0) }
    let dictionary = TermDictionaryWriter(segment: writer, selection: selection)
    try spill.write(postings: postings, dictionary: dictionary)
    guard let common = dictionary.selection?.commonTerms() else { return dictionary }
    try writer.write(common)
    let texts = SegmentTexts(terms: common, sources: try spill.segments(), norms: norms, memoryBudget: memoryBudget)
    try PhraseBuilder(terms: common, documentCount: counts.documentCount, postings: postings, dictionary: phrases)
      .write(texts) { spill }
    return dictionary
  }

  /// Finds a better order for the documents, if that is asked for, and renumbers them.
  private func reorder() -> DocumentOrder? {
    guard reordersDocuments else { return nil }
    let order = DocumentOrder(
      GraphBisection.order(of: buffer.forwardIndex(documentCount: counts.documentCount)))
    buffer.renumber(order)
    norms = order.documents.map { norms[Int($0)] }
    titleLengths = order.documents.map { titleLengths[Int($0)] }
    return order
  }

  /// Writes what stands per document.
  private func writeDocuments(_ order: DocumentOrder?) throws {
    let titleLengthWriter = TitleLengthWriter(segment: writer)
    let ordinalWriter = OrdinalWriter(segment: writer, first: leastOrdinal)
    for number in 0..<counts.documentCount {
      try writer.stream(.norms).append(norms[number])
      try titleLengthWriter.append(titleLengths[number])
      try ordinalWriter.append(ordinals[order.map { Int($0.documents[number]) } ?? number])
    }
  }

  private func spillBuffer() throws {
    let spill = try self.spill ?? SpillStore(directory: spillDirectory)
    self.spill = spill
    try spill.append(buffer, documentCount: counts.documentCount)
    buffer = InvertedBuffer()
    fingerprinter.forgetTerms()
  }
}
