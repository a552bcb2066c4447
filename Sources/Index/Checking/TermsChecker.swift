import Postings

/// Verifies a dictionary of a segment, that of terms or that of phrases: its blocks, their order, and the index over them.
struct TermsChecker {
  private static let progressInterval = 4096

  let reader: SegmentReader
  let dictionary: TermDictionary
  let findings: SegmentFindings

  /// Looks at all blocks.
  ///
  /// - Returns: how many keys there are; nil if they cannot be walked over from the first to the last.
  func check(_ progress: (CheckProgress) throws -> Void) throws -> Int? {
    let blockCount = dictionary.blockCount
    var isIntact = true
    var previous: [UInt8] = []
    var termCount = 0
    /// Where the block before ends; nil if that is not known.
    var end: Int? = 0
    for number in 0..<blockCount {
      let isRead = try findings.attempt(stream: dictionary.blocks) {
        end = try check(number, isLast: number == blockCount - 1, behind: end, previous: &previous, count: &termCount)
      }
      if !isRead { end = nil }
      isIntact = isIntact && isRead
      if number % Self.progressInterval == 0 || number == blockCount - 1 {
        try progress(CheckProgress(segment: reader.id, step: .terms, completed: number + 1, total: blockCount))
      }
    }
    if isIntact, termCount != dictionary.count {
      findings.damage("\(termCount) keys, the descriptor gives \(dictionary.count)", stream: dictionary.blocks)
    }
    if let end, end != reader.segment.stream(dictionary.blocks).length {
      findings.damage("the last block does not end where the stream does", stream: dictionary.blocks)
    }
    return isIntact ? termCount : nil
  }

  /// Looks at one block, and returns where it ends.
  private func check(
    _ number: Int, isLast: Bool, behind end: Int?, previous: inout [UInt8], count: inout Int
  ) throws -> Int {
    let (prefix, address) = try dictionary.indexEntry(number)
    let window = unsafe try reader.window(dictionary.blocks, at: address)
    var block = unsafe try TermBlock(window)
    if let end, try !reader.isUnit(at: address, of: dictionary.blocks, behind: end) {
      findings.damage("block \(number) stands at \(address), the one before ends at \(end)", stream: dictionary.index)
    }
    guard isLast || block.remaining == IndexFormat.termsPerBlock else {
      throw IndexError.damaged("block \(number) holds \(block.remaining) terms, and is not the last")
    }
    var isFirst = true
    while try block.next() {
      let term = block.key.dropFirst()
      if block.key[0] != 0 {
        findings.damage("the key belongs to a field \(block.key[0])", stream: dictionary.blocks, term: term)
      }
      if !previous.isEmpty, !previous.lexicographicallyPrecedes(block.key) {
        findings.damage("the key does not follow the one before", stream: dictionary.blocks, term: term)
      }
      // Who looks a term up relies on this.
      if block.sharedCount != (isFirst ? 0 : zip(previous, block.key).prefix { $0 == $1 }.count) {
        findings.damage(
          "the key does not say right what it shares with the one before", stream: dictionary.blocks, term: term)
      }
      if isFirst, prefix != TermDictionary.prefix(of: block.key) {
        findings.damage(
          "the entry of block \(number) is not the start of its first key", stream: dictionary.index, term: term)
      }
      isFirst = false
      previous = block.key
      count += 1
    }
    return address + window.count - block.unreadByteCount
  }
}
