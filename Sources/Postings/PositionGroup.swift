/// The codec of position differences, in groups of 128 and one shorter group at the end of a block of documents.
///
/// A full group is a `PatchedGroup`; a shorter one is as many variable-length numbers.
public enum PositionGroup {
  /// Numbers in a full group.
  public static let count = BitPacking.groupSize

  /// The most bytes that a group of `count` numbers takes.
  @inlinable
  public static func maximumByteCount(_ count: Int) -> Int {
    count == BitPacking.groupSize ? PatchedGroup.maximumByteCount : count * VarInt.maximumByteCount32
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
    return unsafe PatchedGroup.encode(differences, into: target)
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
    return unsafe try PatchedGroup.decode(source, into: differences)
  }
}
