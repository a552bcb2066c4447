import Postings

/// The terms of one segment, or its phrases of common terms, in the order of their bytes.
public struct TermDictionary {
  /// How many different terms there are.
  public let count: Int

  let blockCount: Int
  /// The streams of the blocks, and of the sparse index over them.
  let blocks: StreamID
  let index: StreamID
  private let reader: SegmentReader

  /// The terms of a segment.
  init(reader: SegmentReader) {
    self.reader = reader
    count = Int(reader.segment.descriptor.termCount)
    blockCount = Int(reader.segment.descriptor.termBlockCount)
    blocks = .terms
    index = .termIndex
  }

  /// The phrases of a segment: keys are terms with blanks between them.
  init(phrasesOf reader: SegmentReader) {
    self.reader = reader
    count = Int(reader.segment.descriptor.phraseCount)
    blockCount = Int(reader.segment.descriptor.phraseBlockCount)
    blocks = .phrases
    index = .phraseIndex
  }

  /// Looks up a term as the analyzer gives it.
  ///
  /// - Throws: `IndexError.damaged`.
  public func entry(of term: [UInt8]) throws -> TermEntry? {
    unsafe try term.withUnsafeBufferPointer { term in
      let search = unsafe TermSearch(term)
      let index = try termIndex()
      guard let number = unsafe try lastBlock(startingAtOrBefore: Self.prefix(ofTerm: term), search, in: index) else {
        return nil
      }
      return unsafe try search.entry(in: window(ofBlock: number, in: index))
    }
  }

  /// A cursor before the first term that does not precede `term`.
  ///
  /// - Throws: `IndexError.damaged`.
  public func cursor(from term: [UInt8] = []) throws -> TermCursor {
    let block = unsafe try term.withUnsafeBufferPointer { term in
      unsafe try lastBlock(startingAtOrBefore: Self.prefix(ofTerm: term), TermSearch(term), in: termIndex())
    }
    let cursor = TermCursor(dictionary: self, block: block ?? 0)
    try cursor.skip(before: Self.key(term))
    return cursor
  }

  /// A cursor before the term with a number: its place in the order of all terms, from 0.
  ///
  /// - Throws: `IndexError.damaged`, `PostingsError`.
  public func cursor(at number: Int) throws -> TermCursor {
    let cursor = TermCursor(dictionary: self, block: number / IndexFormat.termsPerBlock)
    for _ in 0..<number % IndexFormat.termsPerBlock { _ = try cursor.next() }
    return cursor
  }

  /// The key of a term in the default field.
  static func key(_ term: [UInt8]) -> [UInt8] { [0] + term }

  /// The first eight bytes of a key as a number, zeros where it is shorter: numbers compare as keys do, but for ties.
  static func prefix(of key: [UInt8]) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<8 { prefix = prefix &<< 8 | (index < key.count ? UInt64(key[index]) : 0) }
    return prefix
  }

  /// As `prefix(of:)`, of a term in the default field.
  private static func prefix(ofTerm term: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var prefix: UInt64 = 0
    for index in 0..<7 { prefix = prefix &<< 8 | (index < term.count ? UInt64(unsafe term[index]) : 0) }
    return prefix
  }

  func block(_ number: Int) throws -> TermBlock {
    unsafe try TermBlock(window(ofBlock: number, in: termIndex()))
  }

  private func window(ofBlock number: Int, in index: TermIndex) throws -> UnsafeRawBufferPointer {
    unsafe try reader.window(blocks, at: index.address(number))
  }

  /// The start of the first key of a block, and where the block stands.
  func indexEntry(_ number: Int) throws -> (prefix: UInt64, address: Int) {
    let index = try termIndex()
    let address = try index.address(number)
    return (index.prefix(number), address)
  }

  private func termIndex() throws -> TermIndex { try reader.termIndex(index, count: blockCount) }

  /// The last block whose first key does not follow the one that `search` looks for: where that is if it is anywhere.
  private func lastBlock(
    startingAtOrBefore prefix: UInt64, _ search: TermSearch, in index: TermIndex
  ) throws -> Int? {
    var low = index.firstBlock(notBefore: prefix)
    if low < blockCount, index.prefix(low) == prefix {
      // Blocks that begin alike have to be looked at themselves.
      var high = index.endOfBlocks(beginningWith: prefix, from: low)
      while low < high {
        let middle = (low &+ high) / 2
        let isAfter = unsafe try search.precedesFirst(in: window(ofBlock: middle, in: index))
        if isAfter { high = middle } else { low = middle &+ 1 }
      }
    }
    return low == 0 ? nil : low &- 1
  }
}
