/// Writes the ordinals of documents; nothing at all while each is one more than the one before.
final class OrdinalWriter {
  private let stream: StreamWriter
  /// The least ordinal of all documents.
  let first: UInt64
  private var count: UInt64 = 0
  private var isAffine = true

  init(segment: SegmentWriter, first: UInt64) {
    stream = segment.stream(.ordinals)
    self.first = first
  }

  /// Writes the ordinal of the next document.
  ///
  /// - Throws: `IndexError.limitExceeded` for one that is too far from the first; `LMDBError`.
  func append(_ ordinal: UInt64) throws {
    guard let difference = UInt32(exactly: ordinal &- first) else {
      throw IndexError.limitExceeded("the ordinals of a segment span less than 2^32; build smaller segments")
    }
    if isAffine, UInt64(difference) != count {
      isAffine = false
      for earlier in 0..<count { try stream.append(UInt32(earlier)) }
    }
    if !isAffine { try stream.append(difference) }
    count += 1
  }
}
