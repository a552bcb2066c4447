/// Writes the number of title tokens of each document; nothing at all while no document has a title.
final class TitleLengthWriter {
  private let stream: StreamWriter
  private var untitledCount = 0
  private var hasTitles = false

  init(segment: SegmentWriter) {
    stream = segment.stream(.titleLengths)
  }

  func append(_ length: UInt16) throws {
    if !hasTitles {
      guard length > 0 else {
        untitledCount += 1
        return
      }
      hasTitles = true
      for _ in 0..<untitledCount { try stream.append(UInt16(0)) }
    }
    try stream.append(length)
  }
}
