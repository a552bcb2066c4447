/// Bits one after the other, each byte's least significant first: the grammar of a tail once more, bit by bit.
struct NaiveBits {
  private(set) var bits: [Bool] = []

  /// The lowest `count` bits of a number, least significant first.
  mutating func append(_ value: UInt64, count: Int) {
    for bit in 0..<count { bits.append(value >> UInt64(bit) & 1 == 1) }
  }

  /// What is above the lowest bits as so many zeros and a one, then the lowest.
  mutating func appendRice(_ value: UInt64, lowBits: Int) {
    for _ in 0..<value >> UInt64(lowBits) { bits.append(false) }
    bits.append(true)
    append(value, count: lowBits)
  }

  /// As many zeros as there are bits below the highest, a one, and these.
  mutating func appendGamma(_ value: UInt32) {
    appendRice(UInt64(String(value, radix: 2).count - 1), lowBits: 0)
    append(UInt64(value), count: String(value, radix: 2).count - 1)
  }

  var bytes: [UInt8] {
    stride(from: 0, to: bits.count, by: 8).map { start in
      (start..<min(start + 8, bits.count)).reduce(0) { $0 | (bits[$1] ? 1 << UInt8($1 - start) : 0) }
    }
  }
}
