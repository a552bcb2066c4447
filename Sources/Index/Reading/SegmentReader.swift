import LMDB
public import Postings

/// One segment as one thread reads it: the shared segment together with the thread's read transaction.
public final class SegmentReader {
  let segment: Segment
  let transaction: ReadTransaction
  private var cachedNorms: Norms?

  init(segment: Segment, transaction: ReadTransaction) {
    self.segment = segment
    self.transaction = transaction
  }

  /// The segment's number.
  public var id: UInt32 { segment.id }

  /// How many documents the segment holds; every `DocID` is below it.
  public var documentCount: Int { segment.documentCount }

  /// The terms of the segment.
  public var terms: TermDictionary { TermDictionary(reader: self) }

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
  public func postings(of entry: TermEntry) -> PostingsCursor {
    PostingsCursor(entry: entry, reader: self)
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

  /// The ordinal of a document: its number in the order of first arrival, over all segments and merges.
  ///
  /// - Throws: `IndexError.damaged`.
  public func ordinal(of document: DocID) throws -> UInt64 {
    let stream = segment.stream(.ordinals)
    guard stream.length > 0 else { return segment.descriptor.firstOrdinal &+ UInt64(document) }
    let window = unsafe try window(.ordinals, at: 8 * Int(document))
    return unsafe UInt64(littleEndian: window.loadUnaligned(as: UInt64.self))
  }

  /// The document with this ordinal, if the segment holds it.
  ///
  /// - Throws: `IndexError.damaged`.
  public func document(ordinal: UInt64) throws -> DocID? {
    guard segment.stream(.ordinals).length > 0 else {
      let first = segment.descriptor.firstOrdinal
      return ordinal >= first && ordinal - first < UInt64(documentCount) ? DocID(ordinal - first) : nil
    }
    // Ordinals ascend within a segment: a merge keeps the order of arrival.
    var low = 0
    var high = documentCount
    while low < high {
      let middle = (low + high) / 2
      let found = try self.ordinal(of: DocID(middle))
      if found == ordinal { return DocID(middle) }
      if found < ordinal { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The bytes of a stream from `address` to the end of its chunk, valid while the snapshot is.
  func window(_ id: StreamID, at address: Int) throws -> UnsafeRawBufferPointer {
    unsafe try segment.stream(id).window(at: address, in: transaction)
  }
}
