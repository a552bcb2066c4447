import Postings

/// What the lists of phrases of common terms hold and take, in one segment or in all.
public struct PhraseStatistics: Equatable, Sendable {
  /// Phrases that have lists, counted in every segment.
  public private(set) var count = 0
  /// Common terms, counted in every segment.
  public private(set) var commonTermCount = 0
  /// Pairs of a phrase and a document that holds it.
  public private(set) var postingCount = 0
  /// Bytes of all that would not be there without phrases: of their dictionary, the list of common terms, and the ends of the
  /// streams of documents, skips and impacts.
  public private(set) var byteCount = 0

  /// Of no segment.
  init() {}

  init(_ reader: SegmentReader) throws {
    count = reader.phrases.count
    commonTermCount = try reader.commonTerms().count
    postingCount = try reader.phrases.postingCount
    func length(_ stream: StreamID) -> Int { reader.segment.stream(stream).length }
    byteCount = length(.phrases) + length(.phraseIndex) + length(.commonTerms)
    let cursor = try reader.phrases.cursor()
    guard try cursor.next(), let first = cursor.entry else { return }
    byteCount += length(.documents) - first.documentsAddress
    byteCount += length(.skips) - first.skipIndex * IndexFormat.skipEntrySize
    byteCount += length(.impacts) - first.impactIndex * Impacts.byteCount
  }

  /// Adds those of another segment.
  mutating func add(_ other: PhraseStatistics) {
    count += other.count
    commonTermCount += other.commonTermCount
    postingCount += other.postingCount
    byteCount += other.byteCount
  }
}

extension TermDictionary {
  /// In how many documents each of the terms is, summed up.
  var postingCount: Int {
    get throws {
      let cursor = try cursor()
      var count = 0
      while try cursor.next() { count += cursor.entry?.documentFrequency ?? 0 }
      return count
    }
  }
}
