import Postings
import TestSupport
import Testing

@Suite struct CRC32CTests {
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    unsafe bytes.withUnsafeBytes { unsafe CRC32C.checksum($0) }
  }

  /// Bit by bit, as the polynomial says.
  private static func naive(_ bytes: [UInt8]) -> UInt32 {
    var crc = UInt32.max
    for byte in bytes {
      for bit in 0..<8 {
        let isOdd = (crc ^ UInt32(byte >> UInt8(bit))) & 1 == 1
        crc = isOdd ? crc >> 1 ^ 0x82F6_3B78 : crc >> 1
      }
    }
    return ~crc
  }

  /// The check value of the catalogue, and the examples of RFC 3720, appendix B.4.
  @Test func publishedValues() {
    #expect(Self.checksum(Array("123456789".utf8)) == 0xE306_9283)
    #expect(Self.checksum([]) == 0)
    #expect(Self.checksum([UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(Self.checksum([UInt8](repeating: 0xFF, count: 32)) == 0x62A8_AB43)
    #expect(Self.checksum(Array(0..<32)) == 0x46DD_794E)
    #expect(Self.checksum(Array((0..<32).reversed())) == 0x113F_DB5C)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func agreesWithTheDefinitionAtAnyLengthAndAlignment(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    let bytes = (0..<300).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for _ in 0..<50 {
      let start = random.below(20)
      let end = start + random.below(bytes.count - start)
      let found = unsafe bytes.withUnsafeBytes { bytes in
        unsafe CRC32C.checksum(UnsafeRawBufferPointer(rebasing: bytes[start..<end]))
      }
      #expect(found == Self.naive(Array(bytes[start..<end])))
    }
  }

  @Test func everyFlippedBitShows() {
    var bytes = Array("a chunk of a stream".utf8)
    let whole = Self.checksum(bytes)
    for bit in 0..<8 * bytes.count {
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
      #expect(Self.checksum(bytes) != whole)
      bytes[bit / 8] ^= 1 << UInt8(bit % 8)
    }
  }
}
