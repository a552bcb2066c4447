/// Unsigned numbers in variable length: seven bits a byte, least significant first, the top bit set on all but the last
/// (LEB128).
public enum VarInt {
  /// The most bytes that a 32-bit number takes.
  public static let maximumByteCount32 = 5

  /// The most bytes that a 64-bit number takes.
  public static let maximumByteCount64 = 10

  /// Writes `value` at `target`, which has room for it, and returns how many bytes it took.
  @inlinable
  public static func write(_ value: UInt64, to target: UnsafeMutableRawPointer) -> Int {
    var rest = value
    var count = 0
    while rest >= 0x80 {
      unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, toByteOffset: count, as: UInt8.self)
      rest &>>= 7
      count &+= 1
    }
    unsafe target.storeBytes(of: UInt8(truncatingIfNeeded: rest), toByteOffset: count, as: UInt8.self)
    return count &+ 1
  }

  /// Appends `value`.
  @inlinable
  public static func append(_ value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Reads a 32-bit number at `cursor`, which moves past it; never reads at or after `end`.
  @inlinable
  public static func read32(_ cursor: inout UnsafeRawPointer, end: UnsafeRawPointer) throws(PostingsError) -> UInt32 {
    guard unsafe cursor < end else { throw .truncated }
    let first = unsafe cursor.load(as: UInt8.self)
    unsafe cursor += 1
    if first < 0x80 { return UInt32(first) }
    var value = UInt32(first & 0x7F)
    var shift: UInt32 = 7
    while true {
      guard unsafe cursor < end else { throw .truncated }
      let byte = unsafe cursor.load(as: UInt8.self)
      unsafe cursor += 1
      if shift == 28, byte > 0x0F { throw .numberTooLarge }
      value |= UInt32(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
  }

  /// Reads a 64-bit number at `cursor`, which moves past it; never reads at or after `end`.
  @inlinable
  public static func read64(_ cursor: inout UnsafeRawPointer, end: UnsafeRawPointer) throws(PostingsError) -> UInt64 {
    guard unsafe cursor < end else { throw .truncated }
    let first = unsafe cursor.load(as: UInt8.self)
    unsafe cursor += 1
    if first < 0x80 { return UInt64(first) }
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      guard unsafe cursor < end else { throw .truncated }
      let byte = unsafe cursor.load(as: UInt8.self)
      unsafe cursor += 1
      if shift == 63, byte > 0x01 { throw .numberTooLarge }
      value |= UInt64(byte & 0x7F) &<< shift
      if byte < 0x80 { return value }
      shift &+= 7
    }
  }

  /// Moves `cursor` past `count` numbers without reading them; never reads at or after `end`.
  @inlinable
  public static func skip(
    _ cursor: inout UnsafeRawPointer, count: Int, end: UnsafeRawPointer
  ) throws(PostingsError) {
    var left = count
    // A number ends with each byte whose top bit is not set.
    while left > 0, unsafe end - cursor >= 8 {
      let bytes = unsafe UInt64(littleEndian: cursor.loadUnaligned(as: UInt64.self))
      var ends = ~bytes & 0x8080_8080_8080_8080
      let endCount = ends.nonzeroBitCount
      if endCount < left {
        unsafe cursor += 8
        left &-= endCount
        continue
      }
      while left > 1 {
        ends &= ends &- 1
        left &-= 1
      }
      unsafe cursor += ends.trailingZeroBitCount &>> 3 &+ 1
      left = 0
    }
    while left > 0 {
      guard unsafe cursor < end else { throw .truncated }
      let byte = unsafe cursor.load(as: UInt8.self)
      unsafe cursor += 1
      left &-= byte < 0x80 ? 1 : 0
    }
  }
}
