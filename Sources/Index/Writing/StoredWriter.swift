import Postings

/// Writes the stored documents of a segment: their records in one run of bytes, the maps to their files in another.
final class StoredWriter {
  private let records: BlockRunWriter
  private let maps: BlockRunWriter
  private let storedOffsets: StreamWriter
  private let documentKeys: StreamWriter
  /// The record that is being made.
  private var record: [UInt8] = []
  private var keys: [(hash: UInt64, document: DocID)] = []

  init(segment: SegmentWriter) throws {
    let compressor = try Zstd.Compressor()
    records = BlockRunWriter(
      blocks: segment.stream(.stored), index: segment.stream(.storedIndex), blockSize: IndexFormat.storedBlockSize,
      compressor: compressor)
    maps = BlockRunWriter(
      blocks: segment.stream(.sourceOffsets), index: segment.stream(.sourceOffsetsIndex),
      blockSize: IndexFormat.sourceMapBlockSize, compressor: compressor)
    storedOffsets = segment.stream(.storedOffsets)
    documentKeys = segment.stream(.documentKeys)
  }

  /// Adds the record of the next document, and its maps.
  func add(_ document: IndexDocument, as number: DocID) throws {
    try storedOffsets.append(UInt64(records.length))
    record.removeAll(keepingCapacity: true)
    append(.id, document.id)
    append(.path, document.path)
    append(.title, document.title)
    append(.date, document.date)
    append(.url, document.url)
    append(.language, document.language)
    if let source = document.source { append(.source, source.encoded) }
    if document.sourceMapByteCount > 0 {
      let place = SourceMapsPlace(
        start: maps.length, titleCount: document.titleMap.count, bodyCount: document.bodyMap.count)
      append(.sourceMaps, place.encoded)
      try maps.append(document.titleMap)
      try maps.append(document.bodyMap)
    }
    append(.body, document.body)
    try records.append(record)
    if let key = document.key { keys.append((key.hash, number)) }
  }

  /// Writes the last blocks and the sorted table of keys.
  func finish() throws {
    try records.finish()
    try maps.finish()
    keys.sort { ($0.hash, $0.document) < ($1.hash, $1.document) }
    for key in keys {
      unsafe try documentKeys.append(maximumByteCount: IndexFormat.documentKeyEntrySize) { target in
        unsafe target.storeBytes(of: key.hash.littleEndian, as: UInt64.self)
        unsafe target.storeBytes(of: key.document.littleEndian, toByteOffset: 8, as: UInt32.self)
        return IndexFormat.documentKeyEntrySize
      }
    }
    keys = []
  }

  private func append(_ field: StoredField, _ bytes: [UInt8]) {
    guard !bytes.isEmpty || field == .body else { return }
    record.append(field.rawValue)
    VarInt.append(UInt64(bytes.count), to: &record)
    record.append(contentsOf: bytes)
  }
}
