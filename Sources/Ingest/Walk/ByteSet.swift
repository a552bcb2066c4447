/// A set of byte values.
struct ByteSet: Sendable {
  private var words = SIMD4<UInt64>()

  init() {}

  init(_ bytes: ClosedRange<UInt8>) {
    for byte in bytes { insert(byte) }
  }

  /// All bytes that are not in the set.
  var inverted: ByteSet {
    var result = self
    result.words = ~words
    return result
  }

  func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
  }

  mutating func insert(_ byte: UInt8) {
    words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
  }

  mutating func formUnion(_ other: ByteSet) {
    words |= other.words
  }
}
