/// Where the bytes of a run are: in all of its blocks, of which some are short.
struct BlockRunExtent {
  private let blockSize: Int
  private var blockCount = 0
  private var shortBlocks: [Int: Int] = [:]

  /// Where the last block ends.
  private(set) var end = 0

  /// A run without blocks.
  init(blockSize: Int) {
    self.blockSize = blockSize
  }

  /// Adds a block of `count` bytes.
  mutating func append(_ count: Int) {
    end = blockCount * blockSize + count
    if count < blockSize { shortBlocks[end] = (blockCount + 1) * blockSize }
    blockCount += 1
  }

  /// Where the next byte is for what ends at `place`: behind the gap, if a short block ends there.
  func next(behind place: Int) -> Int { place == end ? place : shortBlocks[place] ?? place }
}
