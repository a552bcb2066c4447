/// A posting list of 1,000 full blocks: ascending documents with gaps of a given average, and small frequencies.
package final class GeneratedList: Sendable {
  /// How many blocks it has.
  package static let blockCount = 1_000
  /// Documents in a block.
  package static let blockSize = 128

  /// The average difference between neighbours.
  package let averageGap: Int
  /// The documents of all blocks.
  package let documents: [UInt32]
  /// As many frequencies.
  package let frequencies: [UInt32]

  /// A list that the gap determines.
  package init(averageGap: Int) {
    self.averageGap = averageGap
    var generator = SplitMix64(seed: UInt64(averageGap))
    var document: UInt32 = 0
    var documents: [UInt32] = []
    var frequencies: [UInt32] = []
    for _ in 0..<Self.blockCount * Self.blockSize {
      document += UInt32(1 + generator.below(2 * averageGap - 1))
      documents.append(document)
      // One in two has the word once, one in four twice, and so on.
      frequencies.append(UInt32(1 + (generator.next() | 1 << 8).trailingZeroBitCount))
    }
    self.documents = documents
    self.frequencies = frequencies
  }
}
