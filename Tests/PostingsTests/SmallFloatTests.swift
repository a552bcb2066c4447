import Postings
import TestSupport
import Testing

@Suite struct SmallFloatTests {
  @Test func lengthsBelow40AreExact() {
    for length in UInt32(0)..<40 {
      #expect(SmallFloat.encode(length) == UInt8(length))
      #expect(SmallFloat.decode(UInt8(length)) == length)
    }
  }

  @Test func everyCodeIsItsOwn() {
    for code in UInt8.min...UInt8.max { #expect(SmallFloat.encode(SmallFloat.decode(code)) == code) }
  }

  @Test func decodedLengthsAscend() {
    let lengths = (UInt8.min...UInt8.max).map(SmallFloat.decode)
    #expect(zip(lengths, lengths.dropFirst()).allSatisfy { $0 < $1 })
  }

  /// The lengths that Lucene's code stands for, with a step that doubles every eight codes.
  @Test func codesStandForTheLengthsOfLucene() {
    #expect((40...55).map(SmallFloat.decode) == [40, 42, 44, 46, 48, 50, 52, 54, 56, 60, 64, 68, 72, 76, 80, 84])
    #expect(SmallFloat.decode(255) == 2_013_265_944)
    #expect(SmallFloat.encode(UInt32(Int32.max)) == 255)
    #expect(SmallFloat.encode(.max) == 255)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func aCodeStandsForTheLeastOfItsLengths(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var previous: (length: UInt32, code: UInt8) = (0, 0)
    let lengths = (0..<2000).map { _ in UInt32(truncatingIfNeeded: random.next()) >> UInt32(1 + random.below(31)) }
      .sorted()
    for length in lengths {
      let code = SmallFloat.encode(length)
      let least = SmallFloat.decode(code)
      #expect(least <= length)
      #expect(length - least <= length / 8, "three bits follow the leading one")
      if code < 255 { #expect(length < SmallFloat.decode(code + 1)) }
      #expect(code >= previous.code)
      previous = (length, code)
    }
  }
}
