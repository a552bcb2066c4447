public import Postings

/// Where blocks end, without a look at them.
extension PostingsCursor {
  /// The block that holds the first document which is not before `target`: not behind the current block, `blockCount` if there
  /// is none, and for the last block only a guess.
  public func block(reaching target: DocID) -> Int { block(reaching: target, from: block &+ 1) }

  /// The same among the blocks from `start` on.
  public func block(reaching target: DocID, from start: Int) -> Int {
    var low = start
    var step = 1
    while low &+ step &- 1 < fullBlockCount, lastDocument(of: low &+ step &- 1) < target {
      low &+= step
      step &*= 2
    }
    var high = min(low &+ step &- 1, fullBlockCount)
    while low < high {
      let middle = (low &+ high) / 2
      if lastDocument(of: middle) < target { low = middle &+ 1 } else { high = middle }
    }
    return low
  }

  /// The last document of a block, as the list's skip entries have it; of the last block the greatest that can be.
  @inlinable
  public func lastDocument(of block: Int) -> DocID {
    guard block < fullBlockCount else { return greatestDocument }
    return unsafe SkipEntry.lastDocument(skipEntries[block])
  }
}
