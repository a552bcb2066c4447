import Postings
import TestSupport
import Testing

@Suite struct PositionGroupTests {
  private static func encode(_ values: [UInt32]) -> [UInt8] {
    let block = NumberBlock(values)
    return unsafe written(capacity: PositionGroup.maximumByteCount(values.count)) { target in
      unsafe PositionGroup.encode(block.pointer, count: values.count, into: target)
    }
  }

  private static func decode(_ bytes: [UInt8], count: Int) throws -> (values: [UInt32], size: Int) {
    let block = NumberBlock()
    let size = try unsafe bytes.withUnsafeBytes { bytes in
      unsafe try PositionGroup.decode(bytes, count: count, into: block.pointer)
    }
    return (Array(block.values.prefix(count)), size)
  }

  private static func randomValues(count: Int, bits: Int, using random: inout SplitMix64) -> [UInt32] {
    (0..<count).map { _ in bits == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()) >> UInt32(32 - bits) }
  }

  @Test(arguments: 0...32)
  func fullGroupsArePatched(bits: Int) throws {
    var random = SplitMix64(seed: UInt64(bits))
    let values = Self.randomValues(count: 128, bits: bits, using: &random)
    let bytes = Self.encode(values)
    #expect(bytes == NaiveCodecs.patchedGroup(values))
    let decoded = try Self.decode(bytes + [0xFF], count: 128)
    #expect(decoded == (values, bytes.count))
  }

  @Test(arguments: [0, 1, 2, 64, 127], [0, 7, 8, 14, 25, 32])
  func shorterGroupsAreVariableLengthNumbers(count: Int, bits: Int) throws {
    var random = SplitMix64(seed: UInt64(count * 100 + bits))
    let values = Self.randomValues(count: count, bits: bits, using: &random)
    let bytes = Self.encode(values)
    var naive: [UInt8] = []
    for value in values { VarInt.append(UInt64(value), to: &naive) }
    #expect(bytes == naive)
    #expect(try Self.decode(bytes + [0x80], count: count) == (values, bytes.count))
    for cut in 0..<bytes.count {
      #expect(throws: PostingsError.truncated) { try Self.decode(Array(bytes[..<cut]), count: count) }
    }
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func anyBytesGiveNumbersOrAnError(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var bytes = (0..<random.below(600)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      if !bytes.isEmpty, random.below(2) == 0 { bytes[0] = UInt8(random.below(34)) }
      for count in [128, random.below(128)] {
        guard let decoded = try? Self.decode(bytes, count: count) else { continue }
        #expect(decoded.size <= bytes.count)
      }
    }
  }
}
