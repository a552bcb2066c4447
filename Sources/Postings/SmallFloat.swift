/// A document's length in one byte: exact below 40, then with four significant bits.
///
/// The encoding is that of Lucene's `SmallFloat.intToByte4`, so that scores can be compared with Lucene's: a float of a
/// 4-bit mantissa (its leading bit implied) and a 5-bit exponent, with the 24 codes that this leaves unused prepended as
/// exact small values.
public enum SmallFloat {
  /// How many small values the code spares for itself: 255 less the code of the greatest 32-bit integer.
  private static let exactCount: UInt32 = 24

  /// The code of a length; it never falls as the length grows.
  public static func encode(_ length: UInt32) -> UInt8 {
    let length = min(length, UInt32(Int32.max))
    return length < exactCount ? UInt8(length) : UInt8(exactCount + compress(length - exactCount))
  }

  /// The least length with this code.
  public static func decode(_ code: UInt8) -> UInt32 {
    let code = UInt32(code)
    return code < exactCount ? code : exactCount + expand(code - exactCount)
  }

  private static func compress(_ value: UInt32) -> UInt32 {
    let significantBits = 32 - value.leadingZeroBitCount
    guard significantBits >= 4 else { return value }
    let shift = UInt32(significantBits - 4)
    return (value >> shift) & 0x07 | (shift + 1) << 3
  }

  private static func expand(_ code: UInt32) -> UInt32 {
    let mantissa = code & 0x07
    let exponent = code >> 3
    return exponent == 0 ? mantissa : (mantissa | 0x08) << (exponent - 1)
  }
}
