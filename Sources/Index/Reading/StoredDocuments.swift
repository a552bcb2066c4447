public import Postings

/// The stored documents of one segment, read back from their compressed blocks. One thread at a time.
public final class StoredDocuments {
  /// A document as its record tells it.
  struct Record {
    /// Without its maps.
    var document: IndexDocument
    /// How long its maps are; nil if it has none.
    var maps: SourceMapSizes?
    /// The bytes of the record that were read, in the run of all records.
    var range: Range<Int>
  }

  /// All records, one after the other.
  let records: BlockRun
  /// All maps, one after the other.
  let maps: BlockRun
  let reader: SegmentReader
  /// How long the maps of the document are that was read last: whoever shows a document asks for them next.
  private var lastMaps: (document: DocID, sizes: SourceMapSizes?)?

  init(reader: SegmentReader) throws {
    self.reader = reader
    let decompressor = try Zstd.Decompressor()
    records = BlockRun(
      reader: reader, blocks: .stored, index: .storedIndex, blockSize: IndexFormat.storedBlockSize,
      decompressor: decompressor)
    maps = BlockRun(
      reader: reader, blocks: .sourceOffsets, index: .sourceOffsetsIndex, blockSize: IndexFormat.sourceMapBlockSize,
      decompressor: decompressor)
  }

  /// Whether the segment has its documents stored: an index made for benchmarks has none.
  public var isAvailable: Bool { reader.segment.stream(.storedOffsets).length > 0 }

  /// Reads a document back, without the maps to its file.
  ///
  /// - Parameters:
  ///   - document: a document of the segment.
  ///   - bodyLimit: how many bytes of the body are wanted at most.
  /// - Returns: the document; one without fields if documents are not stored.
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func document(_ document: DocID, bodyLimit: Int = .max) throws -> IndexDocument {
    guard isAvailable else { return IndexDocument() }
    return try record(document, bodyLimit: bodyLimit).document
  }

  /// Reads the maps from a document to the bytes of its file, as `Extraction.SourceMap` encodes them.
  ///
  /// - Parameter document: a document of the segment.
  /// - Returns: the maps of title and body, as they came in; both empty where none are stored.
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func sourceMaps(of document: DocID) throws -> (title: [UInt8], body: [UInt8]) {
    guard isAvailable else { return ([], []) }
    let sizes: SourceMapSizes?
    if let lastMaps, lastMaps.document == document {
      sizes = lastMaps.sizes
    } else {
      sizes = try record(document, bodyLimit: 0).maps
    }
    guard let sizes else { return ([], []) }
    var offset = try mapStart(document)
    let title = try maps.bytes(&offset, count: sizes.title)
    return (title, try maps.bytes(&offset, count: sizes.body))
  }

  /// Reads a record, up to as many bytes of its body as are wanted.
  func record(_ document: DocID, bodyLimit: Int = .max) throws -> Record {
    let start = try recordStart(document)
    var offset = start
    var result = IndexDocument()
    var maps: SourceMapSizes?
    var previous: UInt8 = 0
    while previous != StoredField.body.rawValue {
      let tag = try records.byte(&offset)
      guard tag > previous, let field = StoredField(rawValue: tag) else {
        throw IndexError.damaged("document \(document) of segment \(reader.id) has a stored field \(tag)")
      }
      previous = tag
      let length = try records.number(&offset)
      guard length <= IndexFormat.maximumDocumentSize else { throw PostingsError.numberTooLarge }
      let bytes = try records.bytes(&offset, count: field == .body ? min(length, bodyLimit) : length)
      switch field {
      case .id: result.id = bytes
      case .path: result.path = bytes
      case .title: result.title = bytes
      case .date: result.date = bytes
      case .url: result.url = bytes
      case .language: result.language = bytes
      case .source: result.source = try DocumentSource(decoding: bytes)
      case .sourceMaps: maps = try SourceMapSizes(decoding: bytes)
      case .body: result.body = bytes
      }
    }
    lastMaps = (document, maps)
    return Record(document: result, maps: maps, range: start..<offset)
  }

  /// Where the record of a document starts within all records.
  func recordStart(_ document: DocID) throws -> Int {
    try start(of: document, in: .storedOffsets)
  }

  /// Where the maps of a document start within all maps; 0 if no document has any.
  func mapStart(_ document: DocID) throws -> Int {
    guard reader.segment.stream(.sourceMapOffsets).length > 0 else { return 0 }
    return try start(of: document, in: .sourceMapOffsets)
  }

  private func start(of document: DocID, in stream: StreamID) throws -> Int {
    let window = unsafe try reader.window(stream, at: 8 * Int(document))
    let start = unsafe UInt64(littleEndian: window.loadUnaligned(as: UInt64.self))
    guard start < IndexFormat.maximumStreamLength else { throw PostingsError.numberTooLarge }
    return Int(start)
  }

  /// All documents in the order in which their records stand: read in it, no block is decompressed twice.
  func documentsByRecord() throws -> [DocID] {
    let starts = try (0..<DocID(reader.documentCount)).map { (start: try recordStart($0), document: $0) }
    return starts.sorted { ($0.start, $0.document) < ($1.start, $1.document) }.map(\.document)
  }

  /// The document with this id or path that is not deleted, the first that came in if there are several.
  ///
  /// - Parameters:
  ///   - key: what it is known by.
  ///   - checkpoint: called before each document that is read: ids can be made so that many have one hash.
  /// - Returns: the document, if there is one.
  /// - Throws: `IndexError.damaged`, `PostingsError`, and what `checkpoint` throws.
  public func find(_ key: DocumentKey, checkpoint: () throws -> Void = {}) throws -> DocID? {
    var found: DocID?
    try forEach(key) { document in
      try checkpoint()
      guard key.matches(try self.document(document, bodyLimit: 0)) else { return true }
      found = document
      return false
    }
    return found
  }

  /// All documents with this id or path that are not deleted.
  ///
  /// - Parameter key: what they are known by.
  /// - Returns: the documents, in the order in which they came in, and what each is replaced by.
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  func findAll(_ key: DocumentKey) throws -> [(number: DocID, key: DocumentKey?)] {
    var found: [(number: DocID, key: DocumentKey?)] = []
    try forEach(key) { number in
      let document = try self.document(number, bodyLimit: 0)
      if key.matches(document) { found.append((number, document.key)) }
      return true
    }
    return found
  }

  /// Reads a document back, with the maps to its file.
  func documentWithMaps(_ number: DocID) throws -> IndexDocument {
    var document = try document(number)
    (document.titleMap, document.bodyMap) = try sourceMaps(of: number)
    return document
  }

  /// Calls `body` with the documents that may have a key and are not deleted, until it returns false.
  private func forEach(_ key: DocumentKey, _ body: (DocID) throws -> Bool) throws {
    let hash = key.hash
    let count = documentKeyCount
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if try documentKey(middle).hash < hash { low = middle + 1 } else { high = middle }
    }
    while low < count, case let (found, candidate) = try documentKey(low), found == hash {
      let isDeleted = reader.deletions?.contains(candidate) ?? false
      if !isDeleted, try !body(candidate) { return }
      low += 1
    }
  }

  /// How many entries the table of document keys has.
  var documentKeyCount: Int { reader.segment.stream(.documentKeys).length / IndexFormat.documentKeyEntrySize }

  /// An entry of the table of document keys.
  func documentKey(_ number: Int) throws -> (hash: UInt64, document: DocID) {
    let window = unsafe try reader.window(.documentKeys, at: number * IndexFormat.documentKeyEntrySize)
    guard window.count >= IndexFormat.documentKeyEntrySize else { throw PostingsError.truncated }
    let document = unsafe UInt32(littleEndian: window.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard document < reader.documentCount else { throw PostingsError.documentOutOfRange }
    return (unsafe UInt64(littleEndian: window.loadUnaligned(as: UInt64.self)), document)
  }
}
