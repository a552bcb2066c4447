extension BlockRun {
  /// Decompresses every block.
  ///
  /// - Returns: where what is stored ends and begins; nil if not every block could be read.
  func check(_ findings: SegmentFindings) throws -> BlockRunExtent? {
    let indexLength = reader.segment.stream(index).length
    guard indexLength % IndexFormat.blockIndexEntrySize == 0 else {
      findings.damage("the length is no multiple of an entry's", stream: index)
      return nil
    }
    var end = 0
    var extent = BlockRunExtent(blockSize: blockSize)
    for number in 0..<blockCount {
      let isRead = try findings.attempt(stream: blocks) {
        let (address, size) = try indexEntry(number)
        guard try reader.isUnit(at: address, of: blocks, behind: end) else {
          throw IndexError.damaged("block \(number) stands at \(address), the one before ends at \(end)")
        }
        let count = try decompressedBlock(number).count
        guard count > 0 else { throw IndexError.damaged("block \(number) is empty") }
        end = address + size
        extent.append(count)
      }
      // Where the next one stands cannot be told any more.
      guard isRead else { return nil }
    }
    if end != reader.segment.stream(blocks).length {
      findings.damage("the last block does not end where the stream does", stream: blocks)
    }
    return extent
  }
}
