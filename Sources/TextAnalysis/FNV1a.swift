/// The hash function FNV-1a with 64 bits (Fowler, Noll, Vo, 1991): the same on every machine and in every process.
enum FNV1a {
  /// The hash of a text's UTF-8.
  static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { hash, byte in
      (hash ^ UInt64(byte)) &* 0x100_0000_01B3
    }
  }
}
