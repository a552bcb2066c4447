import Postings
import TestSupport
import Testing

@Suite struct PatchedGroupTests {
  private static func encode(_ values: [UInt32]) -> [UInt8] {
    let block = NumberBlock(values)
    return unsafe written(capacity: PatchedGroup.maximumByteCount) { target in
      unsafe PatchedGroup.encode(block.pointer, into: target)
    }
  }

  private static func decode(_ bytes: [UInt8], adding addend: UInt32 = 0) throws -> (values: [UInt32], size: Int) {
    let block = NumberBlock()
    let size = unsafe try bytes.withUnsafeBytes { source in
      unsafe try PatchedGroup.decode(source, adding: addend, into: block.pointer)
    }
    return (block.values, size)
  }

  private static func byteCount(_ bytes: [UInt8]) throws -> Int {
    try unsafe bytes.withUnsafeBytes { unsafe try PatchedGroup.byteCount($0) }
  }

  private static func number(bits: Int, using random: inout SplitMix64) -> UInt32 {
    bits == 0 ? 0 : UInt32(truncatingIfNeeded: random.next()) >> UInt32(32 - bits)
  }

  /// Numbers of some width, and a few of another.
  @Test(arguments: 0...32, [0, 1, 2, 7, 14, 15, 16, 40])
  func groupsComeBack(bits: Int, exceptionCount: Int) throws {
    var random = SplitMix64(seed: UInt64(bits * 100 + exceptionCount))
    for excess in [1, 2, 4, 7, 8, 9, 12, 32] {
      var values = (0..<128).map { _ in Self.number(bits: bits, using: &random) }
      for index in (0..<128).shuffled(using: &random).prefix(exceptionCount) {
        values[index] = Self.number(bits: min(bits + excess, 32), using: &random)
      }
      let bytes = Self.encode(values)
      #expect(bytes == NaiveCodecs.patchedGroup(values))
      #expect(try Self.byteCount(bytes + [1]) == bytes.count)
      // One byte in front of other bytes, so that nothing is aligned.
      #expect(try Self.decode(bytes + [0xFF]) == (values, bytes.count))
      #expect(try Self.decode(bytes, adding: 1) == (values.map { $0 &+ 1 }, bytes.count))
      for cut in [0, 1, 2, bytes.count / 2, bytes.count - 2, bytes.count - 1] where cut < bytes.count && cut >= 0 {
        #expect(throws: PostingsError.truncated) { try Self.decode(Array(bytes[..<cut])) }
        #expect(throws: PostingsError.truncated) { try Self.byteCount(Array(bytes[..<cut])) }
      }
    }
  }

  /// Short parts and long ones, which are decoded in different ways.
  @Test(arguments: 0...32, [0, 1, 7, 15, 40])
  func partsComeBack(bits: Int, exceptionCount: Int) throws {
    var random = SplitMix64(seed: UInt64(bits * 100 + exceptionCount))
    var values = (0..<128).map { _ in Self.number(bits: bits, using: &random) }
    for index in (0..<128).shuffled(using: &random).prefix(exceptionCount) {
      values[index] = Self.number(bits: min(bits + 8, 32), using: &random)
    }
    let bytes = Self.encode(values)
    for _ in 0..<40 {
      let first = random.below(128)
      let places = first..<first + 1 + random.below(min(128 - first, random.below(2) == 0 ? 128 : 8))
      let block = NumberBlock()
      try unsafe bytes.withUnsafeBytes { unsafe try PatchedGroup.decode($0, places: places, into: block.pointer) }
      #expect(block.values[places] == values[places])
    }
    for cut in [0, 1, 2, bytes.count - 1] where cut < bytes.count && cut >= 0 {
      #expect(throws: PostingsError.truncated) {
        let block = NumberBlock()
        try unsafe bytes[..<cut].withUnsafeBytes {
          unsafe try PatchedGroup.decode($0, places: 3..<4, into: block.pointer)
        }
      }
    }
  }

  @Test func aFewGreatNumbersDoNotWidenTheOthers() {
    var values = [UInt32](repeating: 3, count: 128)
    values[100] = 1023
    #expect(Self.encode(values).count == 2 + 16 * 2 + 2)
  }

  @Test func headersThatNoGroupHasAreRefused() {
    let zeros = [UInt8](repeating: 0, count: PatchedGroup.maximumByteCount)
    for header in Array(UInt8(33)...127) + Array(UInt8(153)...255) {
      #expect(throws: PostingsError.invalidWidth(Int(header))) { try Self.decode([header, 1] + zeros) }
      #expect(throws: PostingsError.invalidWidth(Int(header))) { try Self.byteCount([header, 1] + zeros) }
    }
    for header in UInt8(128)...152 {
      #expect(throws: PostingsError.invalidWidth(Int(header))) { try Self.decode([header, 16] + zeros) }
    }
  }

  /// A place of an exception is below 128, whatever its byte says.
  @Test(arguments: 0..<40 as Range<UInt64>)
  func anyBytesGiveNumbersOrAnError(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<100 {
      var bytes = (0..<random.below(600)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
      if bytes.count > 1, random.below(4) > 0 {
        bytes[0] = UInt8(random.below(33)) + (random.below(2) == 0 ? 128 : 0)
        bytes[1] = UInt8(random.below(17))
      }
      guard let decoded = try? Self.decode(bytes) else { continue }
      #expect(decoded.size <= bytes.count)
      let place = random.below(128)
      let block = NumberBlock()
      try? unsafe bytes.withUnsafeBytes {
        unsafe try PatchedGroup.decode($0, places: place..<place + 1, into: block.pointer)
      }
      #expect(block.values[place] == decoded.values[place])
    }
  }
}
