import Postings
import Testing

/// Compared with what Python's `xxhash` 3.5, a binding of the author's own code, gives.
@Suite struct XXHash64Tests {
  /// Lengths around the steps of the algorithm: 4, 8 and 32 bytes.
  private static let expected: [(count: Int, hash: UInt64)] = [
    (0, 0xEF46_DB37_51D8_E999), (1, 0x1F25_C8D0_BC1F_4BB6), (3, 0xA020_F329_4A68_C3B2), (4, 0x9A05_810A_0D61_0553),
    (7, 0x85B3_BE27_7ADA_6206), (8, 0xE400_A21C_7735_E336), (12, 0xFEE2_C2B0_8B6C_74E8), (31, 0x7996_31C3_0D7E_3922),
    (32, 0x6B7E_AD39_B05F_CC7C), (33, 0xB6D2_85B0_0D90_E573), (63, 0x7657_96FD_B42C_AB38), (64, 0x7A98_71C2_2557_878C),
    (71, 0x2443_46A9_5108_9304), (100, 0xB261_BDBA_D149_8F82), (255, 0x5BEA_24F1_AA07_AAA0),
    (300, 0x63B7_5993_F1B4_DADF),
  ]

  @Test func isThatOfTheReference() {
    let bytes = (0..<300).map { UInt8(truncatingIfNeeded: $0 * $0 * 31 + $0 * 7 + 3) }
    for (count, hash) in Self.expected {
      let start = Array(bytes[..<count])
      let found = XXHash64.hash(start.span)
      #expect(found == hash, "\(count)")
    }
    let text = Array("abc".utf8)
    let found = XXHash64.hash(text.span)
    #expect(found == 0x44BC_2CF5_AD77_0999)
  }
}
