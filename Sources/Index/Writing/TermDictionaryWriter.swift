import Postings

/// Writes the term dictionary of a segment: front-coded blocks of 32 keys, and a sparse index over the blocks.
final class TermDictionaryWriter {
  private let terms: StreamWriter
  private let termIndex: StreamWriter
  private var keys: [[UInt8]] = []
  private var entries: [TermEntry] = []
  private var block: [UInt8] = []

  /// Is told of each term.
  private(set) var selection: CommonTermSelection?

  /// How often all terms together occur.
  private(set) var totalFrequency: UInt64 = 0
  /// How many terms and how many blocks have been written.
  private(set) var termCount: UInt64 = 0
  private(set) var blockCount: UInt64 = 0

  /// A writer of the terms of a segment.
  convenience init(segment: SegmentWriter, selection: CommonTermSelection? = nil) {
    self.init(terms: segment.stream(.terms), index: segment.stream(.termIndex))
    self.selection = selection
  }

  /// A writer of the phrases of a segment.
  convenience init(phrasesOf segment: SegmentWriter) {
    self.init(terms: segment.stream(.phrases), index: segment.stream(.phraseIndex))
  }

  private init(terms: StreamWriter, index: StreamWriter) {
    self.terms = terms
    termIndex = index
  }

  /// Adds a term, which follows all others in the order of bytes.
  func add(_ term: some Collection<UInt8>, _ entry: TermEntry) throws {
    keys.append([0] + term)
    entries.append(entry)
    selection?.consider(
      term, documentFrequency: entry.documentFrequency, totalFrequency: entry.totalFrequency)
    termCount += 1
    totalFrequency &+= entry.totalFrequency
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
    VarInt.append(UInt64(last.impactIndex), to: &block)
    var previous: [UInt8] = []
    for (key, entry) in zip(keys, entries) {
      let shared = zip(previous, key).prefix { $0 == $1 }.count
      let added = key.count - shared
      block.append(UInt8(min(shared, 15) << 4 | min(added, 15)))
      if shared >= 15 { VarInt.append(UInt64(shared), to: &block) }
      if added >= 15 { VarInt.append(UInt64(added), to: &block) }
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
