/// Writes the ordinals of documents; nothing at all while each is one more than the one before.
final class OrdinalWriter {
  private let stream: StreamWriter
  private var count: UInt64 = 0
  private var isAffine = true
  /// The ordinal of the first document.
  private(set) var first: UInt64 = 0

  init(segment: SegmentWriter) {
    stream = segment.stream(.ordinals)
  }

  func append(_ ordinal: UInt64) throws {
    if count == 0 { first = ordinal }
    if isAffine, ordinal != first &+ count {
      isAffine = false
      for earlier in 0..<count { try stream.append(first &+ earlier) }
    }
    if !isAffine { try stream.append(ordinal) }
    count += 1
  }
}
