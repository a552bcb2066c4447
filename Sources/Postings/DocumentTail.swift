/// The codec of the last documents of a posting list, those that do not fill a block: 1 to 127 of them.
///
/// Each is a variable-length number, twice the difference to the document before (to the base for the first) plus 1 if the
/// frequency is 1; otherwise the frequency follows as a number of its own.
public enum DocumentTail {
  /// The most bytes that a tail of `count` documents takes.
  @inlinable
  public static func maximumByteCount(_ count: Int) -> Int {
    count * 2 * VarInt.maximumByteCount32
  }

  /// Encodes `count` ascending documents from `base` on, and their frequencies (each at least 1).
  ///
  /// - Returns: the number of bytes written to `target`, which has room for `maximumByteCount(count)`.
  public static func encode(
    documents: UnsafePointer<UInt32>, frequencies: UnsafePointer<UInt32>, count: Int, base: DocID,
    into target: UnsafeMutableRawPointer
  ) -> Int {
    var previous = base
    var offset = 0
    for index in 0..<count {
      let difference = unsafe UInt64(documents[index] - previous)
      unsafe previous = documents[index]
      if unsafe frequencies[index] == 1 {
        unsafe offset += VarInt.write(difference << 1 | 1, to: target + offset)
      } else {
        unsafe offset += VarInt.write(difference << 1, to: target + offset)
        unsafe offset += VarInt.write(UInt64(frequencies[index]), to: target + offset)
      }
    }
    return offset
  }

  /// Decodes the tail of `count` documents at the start of `source`; they ascend, and all are below `limit`.
  ///
  /// - Returns: the number of bytes read.
  /// - Throws: what is wrong with the bytes.
  public static func decode(
    _ source: UnsafeRawBufferPointer, count: Int, base: DocID, below limit: UInt32,
    documents: UnsafeMutablePointer<UInt32>, frequencies: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Int {
    guard let start = source.baseAddress else { throw .truncated }
    var cursor = unsafe start
    let end = unsafe start + source.count
    var document = base
    for index in 0..<count {
      let value = unsafe try VarInt.read32(&cursor, end: end)
      // Both are below 2^31: the sum cannot wrap around.
      document &+= value &>> 1
      guard document < limit else { throw .documentOutOfRange }
      unsafe documents[index] = document
      if value & 1 == 1 {
        unsafe frequencies[index] = 1
      } else {
        let frequency = unsafe try VarInt.read32(&cursor, end: end)
        guard frequency > 0 else { throw .disordered }
        unsafe frequencies[index] = frequency
      }
    }
    return unsafe cursor - start
  }
}
