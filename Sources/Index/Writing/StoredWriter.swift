import Postings

/// Writes the stored documents of a segment: their records in one run of bytes, the maps to their files in another.
final class StoredWriter {
  private let records: BlockRunWriter
  private let maps: BlockRunWriter
  private let storedOffsets: StreamWriter
  private let sourceMapOffsets: StreamWriter
  private let documentKeys: StreamWriter
  /// The record that is being made.
  private var record: [UInt8] = []
  /// Where the record of each document starts, and its maps: its number may yet change.
  private var starts: [(record: UInt64, maps: UInt64)] = []
  private var keys: [(hash: UInt64, ordinal: UInt64, document: DocID)] = []

  init(segment: SegmentWriter) {
    records = BlockRunWriter(
      blocks: segment.stream(.stored), index: segment.stream(.storedIndex), blockSize: IndexFormat.storedBlockSize)
    maps = BlockRunWriter(
      blocks: segment.stream(.sourceOffsets), index: segment.stream(.sourceOffsetsIndex),
      blockSize: IndexFormat.sourceMapBlockSize)
    storedOffsets = segment.stream(.storedOffsets)
    sourceMapOffsets = segment.stream(.sourceMapOffsets)
    documentKeys = segment.stream(.documentKeys)
  }

  /// Adds the record of a document, and its maps. Records stand in the order in which they are added.
  func add(_ document: IndexDocument, as number: DocID, ordinal: UInt64) throws {
    place(number, record: UInt64(records.length), maps: document.sourceMapByteCount > 0 ? UInt64(maps.length) : 0)
    record.removeAll(keepingCapacity: true)
    append(.id, document.id)
    append(.path, document.path)
    append(.title, document.title)
    append(.date, document.date)
    append(.url, document.url)
    append(.language, document.language)
    if let source = document.source { append(.source, source.encoded) }
    if document.sourceMapByteCount > 0 {
      append(.sourceMaps, SourceMapSizes(title: document.titleMap.count, body: document.bodyMap.count).encoded)
      try maps.append(document.titleMap)
      try maps.append(document.bodyMap)
    }
    append(.body, document.body)
    try records.append(record)
    for key in document.keys { keys.append((key.hash, ordinal, number)) }
  }

  /// Adds all documents of a segment, in the order of their records, by copying compressed blocks.
  ///
  /// - Parameters:
  ///   - documents: the stored documents of the segment.
  ///   - base: the number of its first document here.
  /// - Throws: `PostingsError`, `IndexError.damaged`, `LMDBError`.
  func add(blocksOf documents: StoredDocuments, as base: DocID) throws {
    let recordBase = UInt64(try records.append(blocksOf: documents.records))
    let mapBase = UInt64(try maps.append(blocksOf: documents.maps))
    for document in 0..<DocID(documents.reader.documentCount) {
      let start = UInt64(try documents.recordStart(document))
      let mapStart = UInt64(try documents.mapStart(document))
      place(base + document, record: recordBase + start, maps: mapBase + mapStart)
    }
    for number in 0..<documents.documentKeyCount {
      let (hash, document) = try documents.documentKey(number)
      keys.append((hash, try documents.reader.ordinal(of: document), base + document))
    }
  }

  /// Writes the last blocks, where each document's record starts, and the sorted table of keys.
  ///
  /// - Parameter order: the numbers that the documents get in place of those that they were added as; nil for these.
  /// - Throws: `LMDBError`, `IndexError`.
  func finish(_ order: DocumentOrder?) throws {
    try records.finish()
    try maps.finish()
    for number in starts.indices {
      let start = starts[order.map { Int($0.documents[number]) } ?? number]
      try storedOffsets.append(start.record)
      if maps.length > 0 { try sourceMapOffsets.append(start.maps) }
    }
    keys.sort { ($0.hash, $0.ordinal, $0.document) < ($1.hash, $1.ordinal, $1.document) }
    for key in keys {
      try documentKeys.appendDocumentKey(hash: key.hash, document: order?.number(of: key.document) ?? key.document)
    }
    (starts, keys) = ([], [])
  }

  private func place(_ document: DocID, record: UInt64, maps: UInt64) {
    while starts.count <= document { starts.append((0, 0)) }
    starts[Int(document)] = (record, maps)
  }

  private func append(_ field: StoredField, _ bytes: [UInt8]) {
    guard !bytes.isEmpty || field == .body else { return }
    record.append(field.rawValue)
    VarInt.append(UInt64(bytes.count), to: &record)
    record.append(contentsOf: bytes)
  }
}

extension StreamWriter {
  /// Appends an entry of the table of document keys.
  func appendDocumentKey(hash: UInt64, document: DocID) throws {
    unsafe try append(maximumByteCount: IndexFormat.documentKeyEntrySize) { target in
      unsafe target.storeBytes(of: hash.littleEndian, as: UInt64.self)
      unsafe target.storeBytes(of: document.littleEndian, toByteOffset: 8, as: UInt32.self)
      return IndexFormat.documentKeyEntrySize
    }
  }
}
