/// The codec of position differences, in groups of 128 and one shorter group at the end of a block of documents.
///
/// A full group is one byte with the width in bits, 0...32, and then 128 packed numbers; a shorter one is as many
/// variable-length numbers.
public enum PositionGroup {
  /// Numbers in a full group.
  public static let count = BitPacking.groupSize

  /// The most bytes that a group of `count` numbers takes.
  @inlinable
  public static func maximumByteCount(_ count: Int) -> Int {
    count == BitPacking.groupSize ? 1 + BitPacking.maximumByteCount : count * VarInt.maximumByteCount32
  }

  /// Encodes `count` numbers, at most 128, aligned to 16 bytes.
  ///
  /// - Returns: the number of bytes written to `target`, which has room for `maximumByteCount(count)`.
  public static func encode(
    _ differences: UnsafePointer<UInt32>, count: Int, into target: UnsafeMutableRawPointer
  ) -> Int {
    guard count == Self.count else {
      var offset = 0
      for index in 0..<count { unsafe offset += VarInt.write(UInt64(differences[index]), to: target + offset) }
      return offset
    }
    let bits = unsafe BitPacking.width(of: differences, count: count)
    unsafe target.storeBytes(of: UInt8(bits), as: UInt8.self)
    unsafe BitPacking.pack(differences, bits: bits, into: target + 1)
    return 1 + 16 * bits
  }

  /// Decodes `count` numbers, at most 128, at the start of `source` into room for 128, aligned to 16 bytes.
  ///
  /// - Returns: the number of bytes read.
  /// - Throws: what is wrong with the bytes.
  public static func decode(
    _ source: UnsafeRawBufferPointer, count: Int, into differences: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Int {
    guard let start = source.baseAddress else { throw .truncated }
    guard count == Self.count else {
      var cursor = unsafe start
      let end = unsafe start + source.count
      for index in 0..<count { unsafe differences[index] = try VarInt.read32(&cursor, end: end) }
      return unsafe cursor - start
    }
    let size = unsafe try fullByteCount(source)
    unsafe BitPacking.unpack(start + 1, bits: Int(source[0]), into: differences)
    return size
  }

  /// How many bytes the full group at the start of `source` takes, so that it can be stepped over.
  ///
  /// - Throws: what is wrong with the bytes.
  public static func fullByteCount(_ source: UnsafeRawBufferPointer) throws(PostingsError) -> Int {
    guard source.count >= 1 else { throw .truncated }
    let bits = unsafe Int(source[0])
    guard bits <= 32 else { throw .invalidWidth(bits) }
    guard 1 &+ 16 &* bits <= source.count else { throw .truncated }
    return 1 &+ 16 &* bits
  }
}
