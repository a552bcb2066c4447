import Postings
import TestSupport
import Testing

@Suite struct VarIntTests {
  private static func read32(_ bytes: [UInt8]) throws(PostingsError) -> (value: UInt32, count: Int) {
    unsafe try read(bytes) { (cursor, end) throws(PostingsError) in unsafe try VarInt.read32(&cursor, end: end) }
  }

  private static func read64(_ bytes: [UInt8]) throws(PostingsError) -> (value: UInt64, count: Int) {
    unsafe try read(bytes) { (cursor, end) throws(PostingsError) in unsafe try VarInt.read64(&cursor, end: end) }
  }

  private static func read<Number>(
    _ bytes: [UInt8], _ body: (inout UnsafeRawPointer, UnsafeRawPointer) throws(PostingsError) -> Number
  ) throws(PostingsError) -> (value: Number, count: Int) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(bytes.count, 1), alignment: 1)
    defer { unsafe memory.deallocate() }
    unsafe memory.copyBytes(from: bytes)
    guard let base = memory.baseAddress else { throw .truncated }
    let start = UnsafeRawPointer(base)
    var cursor = unsafe start
    let value = unsafe try body(&cursor, start + bytes.count)
    return (value, unsafe cursor - start)
  }

  private static func encoded(_ value: UInt64) -> [UInt8] {
    unsafe written(capacity: VarInt.maximumByteCount64) { unsafe VarInt.write(value, to: $0) }
  }

  /// Around every power of two, where the number of bytes changes.
  private static let edges: [UInt64] =
    (0..<64).flatMap { (shift: UInt64) in
      [(1 << shift) &- 1, 1 << shift, (1 << shift) &+ 1]
    } + [.max]

  @Test func numbersComeBack() throws {
    var random = SplitMix64(seed: 1)
    let values = Self.edges + (0..<2000).map { _ in random.next() >> UInt64(random.below(64)) }
    for value in values {
      let bytes = Self.encoded(value)
      var appended: [UInt8] = [9]
      VarInt.append(value, to: &appended)
      #expect(appended == [9] + bytes)
      let bitCount = 64 - value.leadingZeroBitCount
      #expect(bytes.count == max(1, (bitCount + 6) / 7))
      #expect(try Self.read64(bytes + [1]) == (value, bytes.count))
      if let small = UInt32(exactly: value) { #expect(try Self.read32(bytes + [1]) == (small, bytes.count)) }
    }
  }

  @Test func theBytesAreThoseOfLEB128() {
    #expect(Self.encoded(0) == [0])
    #expect(Self.encoded(127) == [0x7F])
    #expect(Self.encoded(128) == [0x80, 0x01])
    #expect(Self.encoded(624_485) == [0xE5, 0x8E, 0x26])
  }

  @Test func aNumberCutShortIsTruncated() {
    for value in Self.edges {
      let bytes = Self.encoded(value)
      for count in bytes.indices {
        #expect(throws: PostingsError.truncated) { try Self.read64(Array(bytes[..<count])) }
        guard count < VarInt.maximumByteCount32 else { continue }
        #expect(throws: PostingsError.truncated) { try Self.read32(Array(bytes[..<count])) }
      }
    }
  }

  @Test func aNumberOfTooManyBitsIsTooLarge() {
    let full = [UInt8](repeating: 0xFF, count: 20)
    #expect(throws: PostingsError.numberTooLarge) { try Self.read32(full) }
    #expect(throws: PostingsError.numberTooLarge) { try Self.read64(full) }
    // 2^32 and 2^64.
    #expect(throws: PostingsError.numberTooLarge) { try Self.read32(Self.encoded(1 << 32)) }
    #expect(throws: PostingsError.numberTooLarge) { try Self.read64([UInt8](repeating: 0x80, count: 9) + [2]) }
    // A zero in more bytes than a number ever takes.
    #expect(throws: PostingsError.numberTooLarge) { try Self.read32([0x80, 0x80, 0x80, 0x80, 0x80, 0]) }
    #expect(throws: PostingsError.numberTooLarge) { try Self.read64([UInt8](repeating: 0x80, count: 10) + [0]) }
  }

  private static func skip(_ bytes: [UInt8], count: Int) throws(PostingsError) -> Int {
    try unsafe read(bytes) { (cursor, end) throws(PostingsError) in
      unsafe try VarInt.skip(&cursor, count: count, end: end)
    }.count
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func numbersArePassedOver(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let widest = 1 + random.below(32)
    var bytes: [UInt8] = []
    var ends = [0]
    for _ in 0..<100 {
      VarInt.append(random.next() >> UInt64(64 - 1 - random.below(widest)), to: &bytes)
      ends.append(bytes.count)
    }
    for count in ends.indices {
      #expect(try Self.skip(bytes, count: count) == ends[count])
      #expect(try Self.skip(Array(bytes[..<ends[count]]), count: count) == ends[count])
      guard count > 0 else { continue }
      #expect(throws: PostingsError.truncated) { try Self.skip(Array(bytes[..<(ends[count] - 1)]), count: count) }
    }
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func anyBytesGiveANumberOrAnError(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<500 {
      let bytes = (0..<random.below(14)).map { _ in
        UInt8(truncatingIfNeeded: random.next()) | UInt8(random.below(2) << 7)
      }
      if let (value, count) = try? Self.read64(bytes) {
        let naive = bytes.prefix(count).enumerated().reduce(UInt64(0)) {
          $0 | UInt64($1.element & 0x7F) << UInt64(7 * $1.offset)
        }
        #expect(value == naive)
      }
      if let (value, count) = try? Self.read32(bytes) {
        let naive = bytes.prefix(count).enumerated().reduce(UInt32(0)) {
          $0 | UInt32($1.element & 0x7F) << UInt32(7 * $1.offset)
        }
        #expect(value == naive)
      }
    }
  }
}
