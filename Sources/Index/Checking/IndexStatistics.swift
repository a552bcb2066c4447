import LMDB

/// What an index holds and what it takes on disk, stream by stream, so that every claim about its size can be audited.
public struct IndexStatistics: Sendable {
  /// Grows by one with every commit.
  public let epoch: UInt64
  /// Identifies the analyzer that the documents went through.
  public let analyzerFingerprint: UInt64
  /// The live segments.
  public let segments: [SegmentStatistics]
  /// The pages of the file.
  let pages: Environment.Info

  /// Reads the figures of the index in a directory.
  ///
  /// - Parameters:
  ///   - directory: where the index lies.
  ///   - measuresText: whether all stored documents are to be read for the size of their text.
  /// - Throws: `IndexError`, `LMDBError`, `PostingsError`.
  public init(directory: String, measuresText: Bool = true) throws {
    try self.init(reader: IndexReader(directory: directory), measuresText: measuresText)
  }

  init(reader: IndexReader, measuresText: Bool) throws {
    let pages = try reader.environment.info
    self.pages = pages
    (epoch, analyzerFingerprint, segments) = try reader.makeSession().withSnapshot { snapshot in
      (
        snapshot.manifest.epoch, snapshot.manifest.analyzerFingerprint,
        try snapshot.segments.map {
          try SegmentStatistics($0, pageSize: pages.pageSize, measuresText: measuresText)
        }
      )
    }
  }

  /// How many documents there are.
  public var documentCount: Int { segments.reduce(0) { $0 + $1.documentCount } }

  /// Terms, counted in every segment.
  public var termCount: Int { segments.reduce(0) { $0 + $1.termCount } }

  /// Pairs of a term and a document that holds it.
  public var postingCount: Int { segments.reduce(0) { $0 + $1.postingCount } }

  /// The phrases of common terms that have lists.
  public var phrases: PhraseStatistics { segments.reduce(into: PhraseStatistics()) { $0.add($1.phrases) } }

  /// Positions: the lengths of all documents together.
  public var positionCount: UInt64 { segments.reduce(0) { $0 &+ $1.positionCount } }

  /// Bytes of title and body of all documents; nil if they are not stored, or were not asked for.
  public var textByteCount: Int? {
    let counts = segments.compactMap(\.textByteCount)
    return counts.count == segments.count ? counts.reduce(0, +) : nil
  }

  /// Bytes of the pages of the file that are in use.
  public var usedByteCount: Int { pages.usedBytes }

  /// Bytes of the pages that wait to be used again.
  public var freeByteCount: Int { pages.freeBytes }

  /// Bytes of the pages in use, without those of stored text.
  public var indexByteCount: Int {
    let stored = segments.flatMap(\.streams).filter(\.id.isStoredText).reduce(0) { $0 + $1.pageByteCount }
    return max(usedByteCount - stored, 0)
  }

  /// The size of the index without stored text, over the size of the text; nil if that is not known.
  public var sizeRatio: Double? {
    guard let textByteCount, textByteCount > 0 else { return nil }
    return Double(indexByteCount) / Double(textByteCount)
  }
}
