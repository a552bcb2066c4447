/// Eight bytes of text in a register, classified at once.
///
/// Each byte's answer is its highest bit, computed by additions that cannot carry into the next byte (Leslie Lamport,
/// "Multiple byte processing with full-word instructions", CACM 18(8), 1975).
struct EightBytes {
  private let bytes: UInt64

  /// The bytes at `offset`, of which the text must have eight.
  @inline(__always)
  init(_ text: UTF8Text, at offset: Int) {
    bytes = text.eightBytes(at: offset)
  }

  /// Where some of the bytes are.
  struct Mask {
    fileprivate let bits: UInt64

    /// The index of the first one in text order, or 8.
    @inline(__always)
    var firstIndex: Int {
      bits.trailingZeroBitCount >> 3
    }
  }

  /// The bytes that are not ASCII letters or digits.
  @inline(__always)
  var others: Mask {
    Mask(bits: (~alphanumerics | bytes) & Self.high)
  }

  /// The bytes that may belong to words: ASCII letters, digits and underscores, and all above ASCII.
  @inline(__always)
  var wordBytes: Mask {
    let difference = sevenBits ^ Self.repeated(UInt8(ascii: "_"))
    let underscores = ~(difference &+ Self.repeated(0x7F))
    return Mask(bits: (alphanumerics | underscores | bytes) & Self.high)
  }

  /// Writes the bytes with their letters in lower case; what is neither letter nor digit may change.
  @inline(__always)
  func storeLowercased(to output: UnsafeMutablePointer<UInt8>) {
    let lowercased = bytes | Self.repeated(0x20)
    unsafe UnsafeMutableRawPointer(output).storeBytes(of: lowercased.littleEndian, as: UInt64.self)
  }

  /// The highest bit of every byte whose lower seven bits are an ASCII letter or digit.
  @inline(__always)
  private var alphanumerics: UInt64 {
    let folded = sevenBits | Self.repeated(0x20)
    let letters = Self.atLeast(UInt8(ascii: "a"), folded) & ~Self.atLeast(UInt8(ascii: "z") + 1, folded)
    let digits = Self.atLeast(UInt8(ascii: "0"), sevenBits) & ~Self.atLeast(UInt8(ascii: "9") + 1, sevenBits)
    return letters | digits
  }

  @inline(__always)
  private var sevenBits: UInt64 {
    bytes & ~Self.high
  }

  /// The highest bit of every byte that is at least `bound`, where all are below 128.
  @inline(__always)
  private static func atLeast(_ bound: UInt8, _ bytes: UInt64) -> UInt64 {
    bytes &+ repeated(0x80 - bound)
  }

  @inline(__always)
  private static func repeated(_ byte: UInt8) -> UInt64 {
    UInt64(byte) &* 0x0101_0101_0101_0101
  }

  private static var high: UInt64 { 0x8080_8080_8080_8080 }
}
