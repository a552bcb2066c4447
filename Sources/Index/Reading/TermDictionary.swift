import Postings

/// The terms of one segment, in the order of their bytes.
public struct TermDictionary {
  private let reader: SegmentReader

  init(reader: SegmentReader) {
    self.reader = reader
  }

  /// How many different terms there are.
  public var count: Int { Int(reader.segment.descriptor.termCount) }

  var blockCount: Int { Int(reader.segment.descriptor.termBlockCount) }

  /// Looks up a term as the analyzer gives it.
  ///
  /// - Throws: `IndexError.damaged`.
  public func entry(of term: [UInt8]) throws -> TermEntry? {
    let key = Self.key(term)
    guard let number = try lastBlock(startingAtOrBefore: key) else { return nil }
    var block = try block(number)
    while try block.next() {
      if block.key == key { return block.entry }
      if key.lexicographicallyPrecedes(block.key) { return nil }
    }
    return nil
  }

  /// A cursor before the first term that does not precede `term`.
  ///
  /// - Throws: `IndexError.damaged`.
  public func cursor(from term: [UInt8] = []) throws -> TermCursor {
    let key = Self.key(term)
    let cursor = TermCursor(dictionary: self, block: try lastBlock(startingAtOrBefore: key) ?? 0)
    try cursor.skip(before: key)
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

  func block(_ number: Int) throws -> TermBlock {
    unsafe try TermBlock(reader.window(.terms, at: indexEntry(number).address))
  }

  /// The start of the first key of a block, and where the block stands.
  func indexEntry(_ number: Int) throws -> (prefix: UInt64, address: Int) {
    // A chunk holds a whole number of entries, so none is cut in two.
    let entry = unsafe try reader.window(.termIndex, at: number * IndexFormat.termIndexEntrySize)
    let address = unsafe UInt64(littleEndian: entry.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard let address = Int(exactly: address) else { throw PostingsError.numberTooLarge }
    return (unsafe UInt64(littleEndian: entry.loadUnaligned(as: UInt64.self)), address)
  }

  /// The last block whose first key does not follow `key`: where `key` is if it is anywhere.
  private func lastBlock(startingAtOrBefore key: [UInt8]) throws -> Int? {
    let prefix = Self.prefix(of: key)
    var low = 0
    var high = blockCount
    while low < high {
      let middle = (low + high) / 2
      if try starts(middle, after: key, prefix: prefix) { high = middle } else { low = middle + 1 }
    }
    return low == 0 ? nil : low - 1
  }

  private func starts(_ number: Int, after key: [UInt8], prefix: UInt64) throws -> Bool {
    let first = try indexEntry(number).prefix
    if first != prefix { return first > prefix }
    var block = try block(number)
    guard try block.next() else { return false }
    return key.lexicographicallyPrecedes(block.key)
  }
}
