import Postings
import TestSupport
import Testing

/// Numbers are found where a walk from the start finds them.
@Suite struct SortedSearchTests {
  private static func numbers(_ count: Int, below limit: Int, using random: inout SplitMix64) -> [UInt32] {
    var numbers = Set<UInt32>()
    while numbers.count < count { numbers.insert(UInt32(random.below(limit))) }
    return numbers.sorted()
  }

  @Test(arguments: [129, 300, 5000, 1 << 31], 0..<3 as Range<UInt64>)
  func placesAreThoseOfAWalk(limit: Int, seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for count in [1, 2, 3, 50, 127, 128] {
      var numbers = Self.numbers(count, below: limit, using: &random)
      let last = try #require(numbers.last)
      // As a cursor fills a block that is not full.
      numbers += Array(repeating: last, count: 128 - count)
      let near = numbers.flatMap { [$0, $0 &+ 1, $0 &- 1] }.filter { $0 < 1 << 31 }
      for target in near + [0, last] {
        let place = numbers.firstIndex { $0 >= target }
        #expect(unsafe SortedSearch.place(of: target, inBlock: numbers) == place ?? 127)
        guard let place else { continue }
        for start in [0, place / 2, place] {
          #expect(unsafe SortedSearch.place(of: target, in: numbers, from: start, count: count) == place)
        }
      }
    }
  }

  @Test(arguments: [200, 1000, 1 << 20], 0..<5 as Range<UInt64>)
  func matchesAreWhatBothHave(limit: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let numbers = Self.numbers(128, below: limit, using: &random)
    for count in [0, 1, 20, 100] {
      let targets = Set(Self.numbers(count, below: limit, using: &random) + numbers.prefix(count / 2)).sorted()
      var places = [UInt8](repeating: 0, count: max(targets.count, 1))
      var blockPlaces = places
      let found = unsafe SortedSearch.matches(
        of: targets, count: targets.count, inBlock: numbers, places: &places, blockPlaces: &blockPlaces)
      let expected = targets.indices.filter { numbers.contains(targets[$0]) }
      #expect(places.prefix(found).map(Int.init) == expected)
      #expect(blockPlaces.prefix(found).map { numbers[Int($0)] } == expected.map { targets[$0] })
    }
  }
}
