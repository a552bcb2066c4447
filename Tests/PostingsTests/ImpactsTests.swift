import Postings
import TestSupport
import Testing

@Suite struct ImpactsTests {
  private struct Posting: Hashable {
    var frequency: UInt32
    var norm: UInt8
  }

  private static func postings(_ count: Int, using random: inout SplitMix64) -> [Posting] {
    let (frequencies, norms) = (1 + random.below(400), 1 + random.below(256))
    return (0..<count).map { _ in
      Posting(
        frequency: UInt32(1 + random.below(1 + random.below(frequencies))), norm: UInt8(random.below(norms)))
    }
  }

  private static func frontier(_ postings: [Posting]) -> ImpactFrontier {
    var frontier = ImpactFrontier()
    for posting in postings { frontier.add(frequency: posting.frequency, norm: posting.norm) }
    return frontier
  }

  /// Those that no other one outdoes.
  private static func best(_ postings: [Posting]) -> Set<Posting> {
    let capped = Set(postings.map { Posting(frequency: min($0.frequency, 255), norm: $0.norm) })
    return capped.filter { posting in
      !capped.contains { $0 != posting && $0.frequency >= posting.frequency && $0.norm <= posting.norm }
    }
  }

  private static func pairs(_ impacts: Impacts) -> [Posting] {
    (0..<Impacts.count).map { Posting(frequency: UInt32(impacts.frequencies[$0]), norm: impacts.norms[$0]) }
      .filter { $0.frequency > 0 }
  }

  @Test(arguments: 1...60 as ClosedRange<UInt64>)
  func everyPostingIsCoveredAndTheFirstPairIsOne(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let postings = Self.postings(1 + random.below(200), using: &random)
    for typicalLength in [0, 1, 40, 1000] as [Float] {
      let impacts = Self.frontier(postings).impacts(typicalLength: typicalLength)
      #expect(postings.allSatisfy { impacts.cover(frequency: $0.frequency, norm: $0.norm) })
      let (best, pairs) = (Self.best(postings), Self.pairs(impacts))
      #expect((0..<Impacts.count).allSatisfy { ($0 < pairs.count) == (impacts.frequencies[$0] > 0) })
      #expect(pairs.first.map { best.contains($0) } == true)
      // Of eight or fewer nothing is lost, and no pair bounds more than it must.
      if best.count <= Impacts.count { #expect(Set(pairs) == best && pairs.count == best.count) }
      for pair in pairs {
        #expect(best.contains { $0.frequency == pair.frequency } && best.contains { $0.norm == pair.norm })
      }
    }
  }

  @Test func coverIsWhatItSays() {
    var impacts = Impacts()
    #expect(!impacts.cover(frequency: 1, norm: 255))
    impacts.frequencies = [3, 255, 0, 0, 0, 0, 0, 0]
    impacts.norms = [10, 20, 0, 0, 0, 0, 0, 0]
    for (frequency, norm, isCovered) in [
      (1, 10, true), (3, 10, true), (3, 9, false), (4, 10, false), (4, 20, true), (254, 20, true), (255, 20, true),
      (256, 20, true), (.max, 255, true), (.max, 19, false),
    ] as [(UInt32, UInt8, Bool)] {
      #expect(impacts.cover(frequency: frequency, norm: norm) == isCovered)
    }
  }

  @Test func theBytesAreFrequenciesThenNorms() {
    var impacts = Impacts()
    impacts.frequencies = [1, 2, 3, 255, 4, 5, 6, 7]
    impacts.norms = [8, 9, 10, 11, 12, 13, 14, 15]
    let bytes = unsafe written(capacity: Impacts.byteCount) { target in
      unsafe impacts.encode(into: target)
      return Impacts.byteCount
    }
    #expect(bytes == [1, 2, 3, 255, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15])
    let decoded = unsafe ([0] + bytes).withUnsafeBytes { bytes in
      unsafe bytes.baseAddress.map { unsafe Impacts($0 + 1) }
    }
    #expect(decoded == impacts)
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func frontiersCanBeJoinedAndEmptied(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let (left, right) = (Self.postings(50, using: &random), Self.postings(70, using: &random))
    var joined = Self.frontier(left)
    joined.add(Self.frontier(right))
    let together = Self.frontier(left + right).impacts(typicalLength: 30)
    #expect(joined.impacts(typicalLength: 30) == together)
    joined.removeAll()
    #expect(joined.impacts(typicalLength: 30) == Impacts())
    joined.add(Self.frontier(right))
    #expect(joined.impacts(typicalLength: 30) == Self.frontier(right).impacts(typicalLength: 30))
  }
}
