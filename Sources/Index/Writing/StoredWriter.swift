import Postings

/// Writes the stored documents of a segment: records one after the other, cut into blocks that are compressed one by one.
final class StoredWriter {
  private let stored: StreamWriter
  private let storedIndex: StreamWriter
  private let storedOffsets: StreamWriter
  private let documentKeys: StreamWriter
  private let compressor: Zstd.Compressor
  /// Raw bytes that have not been compressed yet, fewer than a block once a document has been added.
  private var raw: [UInt8] = []
  private var compressed: [UInt8] = []
  /// Bytes of all records so far.
  private var length: UInt64 = 0
  private var keys: [(hash: UInt64, document: DocID)] = []

  init(segment: SegmentWriter) throws {
    stored = segment.stream(.stored)
    storedIndex = segment.stream(.storedIndex)
    storedOffsets = segment.stream(.storedOffsets)
    documentKeys = segment.stream(.documentKeys)
    compressor = try Zstd.Compressor()
  }

  /// Adds the record of the next document.
  func add(_ document: IndexDocument, as number: DocID) throws {
    try storedOffsets.append(length)
    let before = raw.count
    append(.id, document.id)
    append(.path, document.path)
    append(.title, document.title)
    append(.date, document.date)
    append(.url, document.url)
    append(.body, document.body)
    length += UInt64(raw.count - before)
    if let key = document.key { keys.append((key.hash, number)) }
    var start = 0
    while raw.count - start >= IndexFormat.storedBlockSize {
      try compress(start..<start + IndexFormat.storedBlockSize)
      start += IndexFormat.storedBlockSize
    }
    raw.removeFirst(start)
  }

  /// Writes the last block and the sorted table of keys.
  func finish() throws {
    if !raw.isEmpty { try compress(raw.indices) }
    raw = []
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
    raw.append(field.rawValue)
    VarInt.append(UInt64(bytes.count), to: &raw)
    raw.append(contentsOf: bytes)
  }

  private func compress(_ range: Range<Int>) throws {
    compressed.removeAll(keepingCapacity: true)
    let size = unsafe try raw.withUnsafeBytes { bytes in
      unsafe try compressor.compress(UnsafeRawBufferPointer(rebasing: bytes[range]), appendingTo: &compressed)
    }
    let address = unsafe try compressed.withUnsafeBytes { unsafe try stored.append($0) }
    unsafe try storedIndex.append(maximumByteCount: IndexFormat.storedIndexEntrySize) { target in
      unsafe target.storeBytes(of: UInt64(address).littleEndian, as: UInt64.self)
      unsafe target.storeBytes(of: UInt32(size).littleEndian, toByteOffset: 8, as: UInt32.self)
      return IndexFormat.storedIndexEntrySize
    }
  }
}
