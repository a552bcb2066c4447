/// The codec of the last documents of a posting list, those that do not fill a block: 1 to 127 of them.
///
/// Each is its distance to the first document that it could be - the base for the first of a list, else the one behind the
/// document before - in the code of Rice, and then its frequency in the gamma code of Elias; see `BitReader`. How many bits of
/// a distance are not in unary follows from what is known of the list: about 0.69 of the average distance, which is best
/// where documents lie at random (Gallager and van Voorhis, 1975).
public enum DocumentTail {
  /// The most bytes that a tail of `count` documents takes: 32 bits a distance and 3 bits more on average, and 63 bits a
  /// frequency.
  @inlinable
  public static func maximumByteCount(_ count: Int) -> Int { 8 + 13 * count }

  /// The bits of a distance that are written as they are.
  private static func lowBits(count: Int, base: DocID, below limit: UInt32) -> UInt64 {
    let distance = UInt64(limit &- base) &* 11 / (16 &* UInt64(count))
    return distance > 1 ? UInt64(63 &- distance.leadingZeroBitCount) : 0
  }

  /// Encodes `count` ascending documents from `base` on and below `limit`, and their frequencies (each at least 1).
  ///
  /// - Returns: the number of bytes written to `target`, which has room for `maximumByteCount(count)`.
  public static func encode(
    documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, count: Int, base: DocID, below limit: UInt32,
    into target: UnsafeMutableRawPointer
  ) -> Int {
    let lowBits = lowBits(count: count, base: base, below: limit)
    var writer = unsafe BitWriter(target)
    var least = base
    for index in 0..<count {
      let document = unsafe documents[index]
      writer.appendRice(UInt64(document - least), lowBits: lowBits)
      unsafe writer.appendGamma(frequencies[index])
      least = document + 1
    }
    return writer.finish()
  }

  /// Decodes the tail of `count` documents at the start of `source`; they ascend, and all are below `limit`.
  ///
  /// - Returns: the number of bytes read.
  /// - Throws: what is wrong with the bytes.
  public static func decode(
    _ source: UnsafeRawBufferPointer, count: Int, base: DocID, below limit: UInt32,
    documents: UnsafeMutablePointer<UInt32>, frequencies: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Int {
    let lowBits = lowBits(count: count, base: base, below: limit)
    var reader = unsafe try BitReader(source)
    var least = UInt64(base)
    for index in 0..<count {
      let document = least &+ (try reader.rice(lowBits: lowBits, below: UInt64(limit) &- least))
      unsafe documents[index] = UInt32(truncatingIfNeeded: document)
      unsafe frequencies[index] = try reader.gamma()
      // At most the limit: then no distance is below what is left.
      least = document &+ 1
    }
    guard !reader.isTruncated else { throw .truncated }
    return reader.bytesRead
  }
}
