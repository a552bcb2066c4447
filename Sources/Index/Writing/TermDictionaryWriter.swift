import Postings

/// Writes the term dictionary of a segment: front-coded blocks of 32 keys, and a sparse index over the blocks.
final class TermDictionaryWriter {
  private let terms: StreamWriter
  private let termIndex: StreamWriter
  private var keys: [[UInt8]] = []
  private var entries: [TermEntry] = []
  private var block: [UInt8] = []

  /// How many terms and how many blocks have been written.
  private(set) var termCount: UInt64 = 0
  private(set) var blockCount: UInt64 = 0

  init(segment: SegmentWriter) {
    terms = segment.stream(.terms)
    termIndex = segment.stream(.termIndex)
  }

  /// Adds a term, which follows all others in the order of bytes.
  func add(_ term: some Collection<UInt8>, _ entry: TermEntry) throws {
    keys.append([0] + term)
    entries.append(entry)
    termCount += 1
    if keys.count == IndexFormat.termsPerBlock { try endBlock() }
  }

  /// Writes the last block.
  func finish() throws {
    if !keys.isEmpty { try endBlock() }
  }

  private func endBlock() throws {
    block.removeAll(keepingCapacity: true)
    block.append(UInt8(keys.count))
    var last = entries[0]
    VarInt.append(UInt64(last.documentsAddress), to: &block)
    VarInt.append(UInt64(last.positionsAddress), to: &block)
    VarInt.append(UInt64(last.skipIndex), to: &block)
    var previous: [UInt8] = []
    for (key, entry) in zip(keys, entries) {
      let shared = zip(previous, key).prefix { $0 == $1 }.count
      VarInt.append(UInt64(shared), to: &block)
      VarInt.append(UInt64(key.count - shared), to: &block)
      block.append(contentsOf: key[shared...])
      VarInt.append(UInt64(entry.documentFrequency), to: &block)
      VarInt.append(entry.totalFrequency - UInt64(entry.documentFrequency), to: &block)
      VarInt.append(UInt64(entry.documentsAddress - last.documentsAddress), to: &block)
      VarInt.append(UInt64(entry.positionsAddress - last.positionsAddress), to: &block)
      last = entry
      previous = key
    }
    let address = unsafe try block.withUnsafeBytes { unsafe try terms.append($0) }
    unsafe try termIndex.append(maximumByteCount: IndexFormat.termIndexEntrySize) { target in
      unsafe target.storeBytes(of: TermDictionary.prefix(of: keys[0]).littleEndian, as: UInt64.self)
      unsafe target.storeBytes(of: UInt64(address).littleEndian, toByteOffset: 8, as: UInt64.self)
      return IndexFormat.termIndexEntrySize
    }
    blockCount += 1
    keys.removeAll(keepingCapacity: true)
    entries.removeAll(keepingCapacity: true)
  }
}
