import Postings

/// Writes the term dictionary of a segment: front-coded blocks of 32 keys, and a sparse index over the blocks.
final class TermDictionaryWriter {
  private let terms: StreamWriter
  private let termIndex: StreamWriter
  /// The block that is being written, with so many terms.
  private var block: [UInt8] = []
  private var blockTermCount = 0
  /// The first eight bytes of its first key.
  private var firstPrefix: UInt64 = 0
  /// The last key and its entry; each key is that of a term, after a byte that says so.
  private var key: [UInt8] = []
  private var entry: TermEntry?

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
    let shared = replaceKey(term)
    let last = self.entry ?? beginBlock(entry)
    let added = key.count - shared
    block.append(UInt8(min(shared, 15) << 4 | min(added, 15)))
    if shared >= 15 { VarInt.append(UInt64(shared), to: &block) }
    if added >= 15 { VarInt.append(UInt64(added), to: &block) }
    block.append(contentsOf: key[shared...])
    VarInt.append(UInt64(entry.documentFrequency), to: &block)
    VarInt.append(entry.totalFrequency - UInt64(entry.documentFrequency), to: &block)
    VarInt.append(UInt64(entry.documentsAddress - last.documentsAddress), to: &block)
    VarInt.append(UInt64(entry.positionsAddress - last.positionsAddress), to: &block)
    self.entry = entry
    blockTermCount += 1
    selection?.consider(
      term, documentFrequency: entry.documentFrequency, totalFrequency: entry.totalFrequency)
    termCount += 1
    totalFrequency &+= entry.totalFrequency
    if blockTermCount == IndexFormat.termsPerBlock { try endBlock() }
  }

  /// Writes the last block.
  func finish() throws {
    if blockTermCount > 0 { try endBlock() }
  }

  /// Makes the key of a term the last one.
  ///
  /// - Returns: how many bytes it begins with as the key before, if that is in the same block.
  private func replaceKey(_ term: some Collection<UInt8>) -> Int {
    var shared = 0
    if blockTermCount > 0 {
      shared = 1
      for byte in term {
        guard shared < key.count, key[shared] == byte else { break }
        shared += 1
      }
      key.removeSubrange(shared...)
      key.append(contentsOf: term.dropFirst(shared - 1))
    } else {
      key.removeAll(keepingCapacity: true)
      key.append(0)
      key.append(contentsOf: term)
    }
    return shared
  }

  /// Begins a block with the key that is there.
  ///
  /// - Returns: what the addresses of the first entry are told against: its own.
  private func beginBlock(_ entry: TermEntry) -> TermEntry {
    firstPrefix = TermDictionary.prefix(of: key)
    // The number of terms, once it is known.
    block.append(0)
    VarInt.append(UInt64(entry.documentsAddress), to: &block)
    VarInt.append(UInt64(entry.positionsAddress), to: &block)
    VarInt.append(UInt64(entry.skipIndex), to: &block)
    VarInt.append(UInt64(entry.impactIndex), to: &block)
    return entry
  }

  private func endBlock() throws {
    block[0] = UInt8(blockTermCount)
    let address = unsafe try block.withUnsafeBytes { unsafe try terms.append($0) }
    unsafe try termIndex.append(maximumByteCount: IndexFormat.termIndexEntrySize) { target in
      unsafe target.storeBytes(of: firstPrefix.littleEndian, as: UInt64.self)
      unsafe target.storeBytes(of: UInt64(address).littleEndian, toByteOffset: 8, as: UInt64.self)
      return IndexFormat.termIndexEntrySize
    }
    blockCount += 1
    block.removeAll(keepingCapacity: true)
    (blockTermCount, entry) = (0, nil)
  }
}
