public import Postings

/// What bounds the scores of blocks.
extension PostingsCursor {
  /// Bounds of the frequencies and norms in a block; nil if the list has but one that is not full.
  ///
  /// - Throws: `PostingsError.truncated`, `IndexError.damaged`.
  @inlinable
  public func impacts(of block: Int) throws -> Impacts? {
    guard fullBlockCount > 0 else { return nil }
    return try impacts(at: block &+ block / Self.blocksPerSuperblock)
  }

  /// Bounds for 32 full blocks, from block 32 times `number` on; nil if there are not so many.
  ///
  /// - Throws: `PostingsError.truncated`, `IndexError.damaged`.
  @inlinable
  public func superblockImpacts(_ number: Int) throws -> Impacts? {
    guard number < fullBlockCount / Self.blocksPerSuperblock else { return nil }
    return try impacts(at: (number &+ 1) &* (Self.blocksPerSuperblock &+ 1) &- 1)
  }

  @inlinable
  @inline(__always)
  func impacts(at index: Int) throws -> Impacts? {
    let entries = try impactEntries ?? openImpacts()
    return unsafe Impacts(entries[index])
  }

  @usableFromInline
  func openImpacts() throws -> EntryView {
    let count = IndexFormat.impactCount(documentFrequency: entry.documentFrequency)
    let table = try EntryTable(
      .impacts, entry.impactIndex..<entry.impactIndex &+ count, size: Impacts.byteCount, in: reader)
    let entries = table.entries
    impactTable = consume table
    impactEntries = entries
    return entries
  }
}
