/// The bytes of a text in UTF-8, well-formed or not, read within their bounds.
@safe struct UTF8Text {
  private let bytes: UnsafeRawBufferPointer

  /// The number of bytes.
  let count: Int

  /// The text in `bytes`, which must outlive it.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer) {
    unsafe self.bytes = bytes
    count = bytes.count
  }

  /// The byte at `offset`.
  @inline(__always)
  subscript(offset: Int) -> UInt8 {
    // Unsigned, so that one comparison checks both ends; most are optimised away after the caller's own.
    precondition(UInt(bitPattern: offset) < UInt(bitPattern: count))
    return unsafe bytes[offset]
  }

  /// The eight bytes from `offset` on, the first in the lowest bits.
  @inline(__always)
  func eightBytes(at offset: Int) -> UInt64 {
    precondition(offset >= 0 && offset <= count - 8)
    return unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  /// The scalar at `offset` and the offset after it.
  ///
  /// Ill-formed bytes read as U+FFFD, one for each maximal subpart (The Unicode Standard, version 15, section 3.9, table
  /// 3-7): a byte that cannot begin a sequence, or the longest beginning of a sequence that breaks off.
  @inline(__always)
  func scalar(at offset: Int) -> (value: UInt32, end: Int) {
    let first = self[offset]
    return first < 0x80 ? (UInt32(first), offset + 1) : multibyteScalar(at: offset)
  }

  private func multibyteScalar(at offset: Int) -> (value: UInt32, end: Int) {
    let replacement: UInt32 = 0xFFFD
    let first = UInt32(self[offset])
    var value: UInt32
    var missing: Int
    // The second byte has a range of its own where others would be overlong forms, surrogates, or above U+10FFFF.
    var allowed: ClosedRange<UInt8> = 0x80...0xBF
    var end = offset + 1
    switch first {
    case 0xC2...0xDF: (value, missing) = (first & 0x1F, 1)
    case 0xE0...0xEF:
      (value, missing) = (first & 0x0F, 2)
      if first == 0xE0 { allowed = 0xA0...0xBF }
      if first == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      (value, missing) = (first & 0x07, 3)
      if first == 0xF0 { allowed = 0x90...0xBF }
      if first == 0xF4 { allowed = 0x80...0x8F }
    default: return (replacement, end)
    }
    repeat {
      guard end < count, allowed.contains(self[end]) else { return (replacement, end) }
      value = value << 6 | UInt32(self[end] & 0x3F)
      end += 1
      missing -= 1
      allowed = 0x80...0xBF
    } while missing > 0
    return (value, end)
  }
}
