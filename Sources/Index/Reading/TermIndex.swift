import Postings

/// The sparse index over a dictionary: for each block the start of its first key, and where the block stands. Read in place, and
/// found once.
@safe final class TermIndex {
  private let table: EntryTable
  /// How many blocks there are.
  private let count: Int

  /// The index of `count` blocks in a stream.
  ///
  /// - Throws: `PostingsError.truncated` if it is not all there, `IndexError.damaged`.
  init(_ stream: StreamID, count: Int, in reader: SegmentReader) throws {
    self.count = count
    table = try EntryTable(stream, 0..<count, size: IndexFormat.termIndexEntrySize, in: reader)
  }

  /// The first eight bytes of the first key of a block, which is below the count.
  @inline(__always)
  func prefix(_ block: Int) -> UInt64 {
    unsafe UInt64(littleEndian: table.entry(block).loadUnaligned(as: UInt64.self))
  }

  /// Where a block stands.
  ///
  /// - Throws: `PostingsError.numberTooLarge`.
  func address(_ block: Int) throws -> Int {
    precondition(block >= 0 && block < count, "there is no such block")
    let address = unsafe UInt64(littleEndian: table.entry(block).loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    guard let address = Int(exactly: address) else { throw PostingsError.numberTooLarge }
    return address
  }

  /// The first block whose first key begins with `prefix` or a greater number; `count` if there is none.
  func firstBlock(notBefore prefix: UInt64) -> Int {
    var first = 0
    var rest = count
    // Each step without a branch, which could not be foretold.
    while rest > 0 {
      let half = rest &>> 1
      let isBefore = self.prefix(first &+ half) < prefix
      first = isBefore ? first &+ half &+ 1 : first
      rest = isBefore ? rest &- half &- 1 : half
    }
    return first
  }

  /// The first block from `start` on whose first key begins with another number than `prefix`, where blocks that begin with it
  /// stand; `count` if there is none.
  func endOfBlocks(beginningWith prefix: UInt64, from start: Int) -> Int {
    prefix == .max ? count : max(start, firstBlock(notBefore: prefix + 1))
  }
}
