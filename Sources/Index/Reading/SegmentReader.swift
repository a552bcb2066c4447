import LMDB
public import Postings

/// One segment as one thread reads it: the shared segment together with the thread's read transaction.
public final class SegmentReader {
  let segment: Segment
  let transaction: ReadTransaction
  /// Which documents are deleted; nil if none is. Their postings are still there.
  public let deletions: Deletions?
  /// What was decoded since the reader was made.
  var counts = ReadingCounts()
  /// For documents and frequencies alone: scores are computed by fours, and what stands behind the last document is one too.
  let blockBuffers = BlockBuffers()
  let positionBuffers = BlockBuffers()
  private var cachedNorms: Norms?
  private var termIndex: TermIndex?
  private var phraseIndex: TermIndex?

  init(segment: Segment, transaction: ReadTransaction, deletions: Deletions? = nil) {
    self.segment = segment
    self.transaction = transaction
    self.deletions = deletions
  }

  convenience init(_ live: LiveSegment, transaction: ReadTransaction) {
    self.init(segment: live.segment, transaction: transaction, deletions: live.deletions)
  }

  /// The segment's number.
  public var id: UInt32 { segment.id }

  /// How many documents the segment holds, deleted ones included; every `DocID` is below it.
  public var documentCount: Int { segment.documentCount }

  /// The terms of the segment.
  public var terms: TermDictionary { TermDictionary(reader: self) }

  /// The phrases of common terms that have lists, as `CommonTerms.key(of:)` names them.
  public var phrases: TermDictionary { TermDictionary(phrasesOf: self) }

  /// Whether phrases have lists if their terms are common; there may be no such terms.
  var hasPhrases: Bool { segment.stream(.commonTerms).length > 0 }

  /// The terms whose phrases are in `phrases`.
  ///
  /// - Throws: `IndexError.damaged`.
  public func commonTerms() throws -> CommonTerms {
    try segment.commonTerms { try CommonTerms(readingFrom: self) }
  }

  /// Something that others derive from the segment, which never changes, and that is kept for as long as the segment is open.
  /// All threads share it. Only few are kept: the one that was not asked for the longest is let go.
  ///
  /// - Parameters:
  ///   - name: what it is known by; each name stands for one type.
  ///   - make: makes it where there is none; to be quick, for others wait.
  /// - Returns: what was made, now or before.
  public func attachment<Value: AnyObject & Sendable>(_ name: String, make: () -> Value) -> Value {
    segment.attachment(name, make: make)
  }

  /// The documents as they were handed in, where they are stored.
  ///
  /// - Throws: `IndexError.compression`.
  public func storedDocuments() throws -> StoredDocuments {
    try StoredDocuments(reader: self)
  }

  /// Opens the posting list of a term.
  public func postings(of entry: TermEntry) throws -> PostingsCursor {
    try PostingsCursor(entry: entry, reader: self)
  }

  /// The lengths of all documents, in one byte each.
  ///
  /// - Throws: `IndexError.damaged`.
  public func norms() throws -> Norms {
    if let cachedNorms { return cachedNorms }
    let norms = try Norms(reader: self)
    cachedNorms = norms
    return norms
  }

  /// The number of tokens of a document's title.
  ///
  /// - Throws: `IndexError.damaged`.
  public func titleLength(of document: DocID) throws -> Int {
    let stream = segment.stream(.titleLengths)
    guard stream.length > 0 else { return 0 }
    let window = unsafe try window(.titleLengths, at: 2 * Int(document))
    return unsafe Int(UInt16(littleEndian: window.loadUnaligned(as: UInt16.self)))
  }

  /// The sparse index over a dictionary of `count` blocks.
  func termIndex(_ id: StreamID, count: Int) throws -> TermIndex {
    if let known = id == .phraseIndex ? phraseIndex : termIndex { return known }
    let index = try TermIndex(id, count: count, in: self)
    if id == .phraseIndex { phraseIndex = index } else { termIndex = index }
    return index
  }

  /// The bytes of a stream from `address` to the end of its chunk, valid while the snapshot is.
  func window(_ id: StreamID, at address: Int) throws -> UnsafeRawBufferPointer {
    unsafe try segment.stream(id).window(at: address, in: transaction)
  }
}
