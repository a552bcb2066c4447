public import Postings

/// The stored documents of one segment, read back from their compressed blocks. One thread at a time.
public final class StoredDocuments {
  private let reader: SegmentReader
  private let decompressor: Zstd.Decompressor
  /// The block that was decompressed last: hits often are neighbours, and a record may span blocks.
  private var blockNumber = -1
  private var block: [UInt8] = []

  init(reader: SegmentReader) throws {
    self.reader = reader
    decompressor = try Zstd.Decompressor()
  }

  /// Whether the segment has its documents stored: an index made for benchmarks has none.
  public var isAvailable: Bool { reader.segment.stream(.storedOffsets).length > 0 }

  /// Reads a document back.
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

  /// Reads a document back, and tells where the bytes that were read start and end.
  func record(_ document: DocID, bodyLimit: Int = .max) throws -> (document: IndexDocument, range: Range<Int>) {
    let start = try recordStart(document)
    var offset = start
    var result = IndexDocument()
    var previous: UInt8 = 0
    while previous != StoredField.body.rawValue {
      let tag = try byte(&offset)
      guard tag > previous, let field = StoredField(rawValue: tag) else {
        throw IndexError.damaged("document \(document) of segment \(reader.id) has a stored field \(tag)")
      }
      previous = tag
      let length = try number(&offset)
      guard length <= IndexFormat.maximumDocumentSize else { throw PostingsError.numberTooLarge }
      switch field {
      case .id: result.id = try bytes(&offset, count: length)
      case .path: result.path = try bytes(&offset, count: length)
      case .title: result.title = try bytes(&offset, count: length)
      case .date: result.date = try bytes(&offset, count: length)
      case .url: result.url = try bytes(&offset, count: length)
      case .body: result.body = try bytes(&offset, count: min(length, bodyLimit))
      }
    }
    return (result, start..<offset)
  }

  /// Where the record of a document starts within all records.
  func recordStart(_ document: DocID) throws -> Int {
    let window = unsafe try reader.window(.storedOffsets, at: 8 * Int(document))
    let start = unsafe UInt64(littleEndian: window.loadUnaligned(as: UInt64.self))
    // Far from where a sum of offsets could wrap around.
    guard start < 1 << 46 else { throw PostingsError.numberTooLarge }
    return Int(start)
  }

  /// The document with this id or path, the first if there are several.
  ///
  /// - Parameters:
  ///   - key: what it is known by.
  ///   - checkpoint: called before each document that is read: ids can be made so that many have one hash.
  /// - Returns: the document, if there is one.
  /// - Throws: `IndexError.damaged`, `PostingsError`, and what `checkpoint` throws.
  public func find(_ key: DocumentKey, checkpoint: () throws -> Void = {}) throws -> DocID? {
    let stream = reader.segment.stream(.documentKeys)
    let count = stream.length / IndexFormat.documentKeyEntrySize
    let hash = key.hash
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if try documentKey(middle).hash < hash { low = middle + 1 } else { high = middle }
    }
    while low < count, case let (found, candidate) = try documentKey(low), found == hash {
      try checkpoint()
      if key.matches(try document(candidate, bodyLimit: 0)) { return candidate }
      low += 1
    }
    return nil
  }

  /// An entry of the table of document keys.
  func documentKey(_ number: Int) throws -> (hash: UInt64, document: DocID) {
    let window = unsafe try reader.window(.documentKeys, at: number * IndexFormat.documentKeyEntrySize)
    guard window.count >= IndexFormat.documentKeyEntrySize else { throw PostingsError.truncated }
    let document = unsafe UInt32(littleEndian: window.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
    guard document < reader.documentCount else { throw PostingsError.documentOutOfRange }
    return (unsafe UInt64(littleEndian: window.loadUnaligned(as: UInt64.self)), document)
  }

  private func byte(_ offset: inout Int) throws -> UInt8 {
    try loadBlock(of: offset)
    defer { offset += 1 }
    return block[offset % IndexFormat.storedBlockSize]
  }

  private func number(_ offset: inout Int) throws -> Int {
    var value = 0
    for shift in stride(from: 0, to: 35, by: 7) {
      let byte = try byte(&offset)
      value |= Int(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw PostingsError.numberTooLarge
  }

  private func bytes(_ offset: inout Int, count: Int) throws -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      try loadBlock(of: offset)
      let start = offset % IndexFormat.storedBlockSize
      let part = block[start..<min(block.count, start + count - bytes.count)]
      bytes.append(contentsOf: part)
      offset += part.count
    }
    return bytes
  }

  /// Makes the block current that holds the byte `offset`; the byte is in it.
  private func loadBlock(of offset: Int) throws {
    let number = offset / IndexFormat.storedBlockSize
    if number != blockNumber {
      block = try decompressedBlock(number)
      blockNumber = number
    }
    guard offset % IndexFormat.storedBlockSize < block.count else { throw PostingsError.truncated }
  }

  /// A block as it was before it was compressed.
  func decompressedBlock(_ number: Int) throws -> [UInt8] {
    let (address, size) = try indexEntry(number)
    let window = unsafe try reader.window(.stored, at: address)
    guard size <= window.count else { throw PostingsError.truncated }
    return unsafe try decompressor.decompress(
      UnsafeRawBufferPointer(rebasing: window[..<size]), limit: IndexFormat.storedBlockSize)
  }

  /// Where a compressed block stands, and its size.
  func indexEntry(_ number: Int) throws -> (address: Int, size: Int) {
    let entry = unsafe try reader.window(.storedIndex, at: number &* IndexFormat.storedIndexEntrySize)
    guard entry.count >= IndexFormat.storedIndexEntrySize else { throw PostingsError.truncated }
    let address = unsafe UInt64(littleEndian: entry.loadUnaligned(as: UInt64.self))
    guard let address = Int(exactly: address) else { throw PostingsError.numberTooLarge }
    return (address, unsafe Int(UInt32(littleEndian: entry.loadUnaligned(fromByteOffset: 8, as: UInt32.self))))
  }
}
