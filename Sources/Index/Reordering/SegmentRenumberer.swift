import Postings

/// Writes a segment once more with other numbers for its documents. Stored documents stay as they are, compressed blocks and
/// all: only where each begins is told anew.
struct SegmentRenumberer {
  private let reader: SegmentReader
  private let order: DocumentOrder

  /// - Parameters:
  ///   - reader: the segment.
  ///   - order: the new numbers of all its documents.
  init(_ reader: SegmentReader, order: DocumentOrder) {
    self.reader = reader
    self.order = order
  }

  /// Writes the segment.
  ///
  /// - Parameter writer: a new segment.
  /// - Returns: the new segment, finished.
  /// - Throws: `IndexError.damaged`, `PostingsError`, `LMDBError`.
  func write(to writer: SegmentWriter) throws -> FinishedSegment {
    try writeDocuments(to: writer)
    try writeStored(to: writer)
    try writeFingerprints(to: writer)
    try copy(.commonTerms, to: writer)
    var counts = SegmentCounts()
    counts.add(reader.segment.summary)
    let (dictionary, phrases) = try writeLists(to: writer, counts: counts)
    return try FinishedSegment(
      writer, counts: counts, dictionary: dictionary, phrases: phrases,
      firstOrdinal: reader.segment.descriptor.firstOrdinal)
  }

  /// Writes the lists of terms and of phrases, which stay the same, but for their documents.
  private func writeLists(
    to writer: SegmentWriter, counts: SegmentCounts
  ) throws -> (terms: TermDictionaryWriter, phrases: TermDictionaryWriter) {
    let norms = try reader.norms()
    let impacts = ImpactWriter(segment: writer, norms: order.documents.map { norms[$0] }, counts: counts)
    let postings = PostingsWriter(segment: writer, documentCount: counts.documentCount, impacts: impacts)
    let list = RenumberedList(order)
    let dictionary = TermDictionaryWriter(segment: writer)
    let terms = try reader.terms.cursor()
    while try terms.next(), let entry = terms.entry {
      try list.writeTerm(reader.postings(of: entry), to: postings)
      try dictionary.add(terms.term, postings.finishTerm())
    }
    let phraseDictionary = TermDictionaryWriter(phrasesOf: writer)
    let phrases = try reader.phrases.cursor()
    while try phrases.next(), let entry = phrases.entry {
      try list.writePhrase(reader.postings(of: entry), to: postings)
      try phraseDictionary.add(phrases.term, postings.finishTerm())
    }
    return (dictionary, phraseDictionary)
  }

  /// Writes what stands per document.
  private func writeDocuments(to writer: SegmentWriter) throws {
    let norms = try reader.norms()
    let titleLengths = TitleLengthWriter(segment: writer)
    let ordinals = OrdinalWriter(segment: writer, first: reader.segment.descriptor.firstOrdinal)
    for document in order.documents {
      try writer.stream(.norms).append(norms[document])
      try titleLengths.append(UInt16(try reader.titleLength(of: document)))
      try ordinals.append(try reader.ordinal(of: document))
    }
  }

  private func writeStored(to writer: SegmentWriter) throws {
    let stored = try reader.storedDocuments()
    guard stored.isAvailable else { return }
    for id in [StreamID.stored, .storedIndex, .sourceOffsets, .sourceOffsetsIndex] { try copy(id, to: writer) }
    let hasMaps = reader.segment.stream(.sourceMapOffsets).length > 0
    for document in order.documents {
      try writer.stream(.storedOffsets).append(UInt64(try stored.recordStart(document)))
      guard hasMaps else { continue }
      try writer.stream(.sourceMapOffsets).append(UInt64(try stored.mapStart(document)))
    }
    for number in 0..<stored.documentKeyCount {
      let (hash, document) = try stored.documentKey(number)
      try writer.stream(.documentKeys).appendDocumentKey(hash: hash, document: order.number(of: document))
    }
  }

  private func writeFingerprints(to writer: SegmentWriter) throws {
    let fingerprints = FingerprintWriter(segment: writer)
    for document in order.documents {
      if let fingerprint = try reader.fingerprint(of: document) { fingerprints.add(fingerprint) }
    }
    try fingerprints.finish(nil)
  }

  /// Copies a stream that says nothing of numbers of documents.
  private func copy(_ id: StreamID, to writer: SegmentWriter) throws {
    let stream = reader.segment.stream(id)
    for chunk in 0..<stream.chunkCount {
      _ = unsafe try writer.stream(id).append(stream.chunk(chunk, in: reader.transaction))
    }
  }
}
