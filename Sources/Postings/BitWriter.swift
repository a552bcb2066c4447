/// Writes numbers of few bits, least significant bit first.
@safe struct BitWriter {
  private let target: UnsafeMutableRawPointer
  private var pending: UInt64 = 0
  /// Bits in `pending`, fewer than 8 between two calls.
  private var pendingCount: UInt64 = 0
  private var byteCount = 0

  /// - Precondition: `target` has room for all that is written.
  init(_ target: UnsafeMutableRawPointer) {
    unsafe self.target = target
  }

  /// Appends the lowest `count` bits of a number, which has no others; 0...32.
  mutating func append(_ value: UInt64, bits count: UInt64) {
    pending |= value &<< pendingCount
    pendingCount += count
    while pendingCount >= 8 { flushByte() }
  }

  /// Appends as `BitReader.rice` reads.
  mutating func appendRice(_ value: UInt64, lowBits: UInt64) {
    appendZerosAndOne(value >> lowBits)
    append(value & (1 << lowBits - 1), bits: lowBits)
  }

  /// Appends as `BitReader.gamma` reads; `value` is at least 1.
  mutating func appendGamma(_ value: UInt32) {
    let zeros = UInt64(31 - value.leadingZeroBitCount)
    appendZerosAndOne(zeros)
    append(UInt64(value) & (1 << zeros - 1), bits: zeros)
  }

  /// Fills up the last byte with zeros, and returns how many bytes were written.
  mutating func finish() -> Int {
    if pendingCount > 0 { flushByte() }
    return byteCount
  }

  private mutating func appendZerosAndOne(_ count: UInt64) {
    var zeros = count
    while zeros >= 32 {
      append(0, bits: 32)
      zeros -= 32
    }
    append(1 << zeros, bits: zeros + 1)
  }

  private mutating func flushByte() {
    unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: pending), toByteOffset: byteCount, as: UInt8.self)
    byteCount += 1
    pending >>= 8
    pendingCount = pendingCount > 8 ? pendingCount - 8 : 0
  }
}
