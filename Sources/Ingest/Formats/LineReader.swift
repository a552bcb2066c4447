import Extraction
package import Platform

/// Cuts a stream into lines in bounded memory.
///
/// A line that is longer than the limit is read past without being kept.
package struct LineReader {
  package enum Line: Equatable {
    /// The line's bytes in ``LineReader/buffer``, without its LF, valid until the next one is read.
    case complete(Range<Int>)
    /// The line is longer than the limit; its bytes are gone.
    case tooLong
  }

  /// How much is asked of the system at once, in bytes.
  private static let chunkSize = 1 << 18

  /// The bytes of the last line, among others.
  package private(set) var buffer: [UInt8] = []
  /// The number of the last line, from 1.
  package private(set) var lineNumber = 0
  /// Where the last line begins in the stream, in bytes.
  package private(set) var lineOffset = 0

  /// The stream came to its end before as many bytes were read as were expected.
  package private(set) var isCutShort = false

  private let maximumLength: Int
  /// How many bytes of the stream are still to be read at most; nil where only its end says so.
  private var remaining: Int?
  /// Where the bytes that have not been given out begin and end in the buffer, and where they begin in the stream.
  private var start = 0
  private var end = 0
  private var startOffset = 0

  /// - Parameter maximumLength: The longest line that is given out, in bytes without its LF.
  package init(maximumLength: Int) {
    self.maximumLength = maximumLength
  }

  /// Begins with another stream, keeping the memory.
  ///
  /// - Parameter size: The size of a file, behind which nothing is read: others may be appending to it, faster than it
  ///   is read. Nil for a pipe.
  package mutating func begin(size: Int? = nil) {
    lineNumber = 0
    lineOffset = 0
    isCutShort = false
    remaining = size
    start = 0
    end = 0
    startOffset = 0
  }

  /// Reads the next line; nil at the end. What follows the last LF is a line if there is any.
  package mutating func next(from stream: borrowing FileDescriptor) throws(SystemError) -> Line? {
    lineOffset = startOffset
    var searched = start
    var isTooLong = false
    while true {
      let lineFeed = buffer.firstIndex(of: UInt8(ascii: "\n"), in: searched..<end)
      let line = start..<(lineFeed ?? end)
      isTooLong = isTooLong || line.count > maximumLength
      if lineFeed != nil {
        advance(by: line.count + 1)
        return give(line, isTooLong)
      }
      if isTooLong {
        advance(by: line.count)
        skipHole(of: stream)
      }
      let kept = end - start
      guard try fill(from: stream) else {
        guard isTooLong || kept > 0 else { return nil }
        let line = start..<end
        advance(by: kept)
        return give(line, isTooLong)
      }
      searched = start + kept
    }
  }

  private mutating func give(_ line: Range<Int>, _ isTooLong: Bool) -> Line {
    lineNumber += 1
    return isTooLong ? .tooLong : .complete(line)
  }

  private mutating func advance(by count: Int) {
    start += count
    startOffset += count
  }

  /// A hole holds no line end: a terabyte of it is passed at once.
  private mutating func skipHole(of stream: borrowing FileDescriptor) {
    let count = stream.skipHole()
    startOffset += count
    remaining = remaining.map { max($0 - count, 0) }
  }

  /// Reads on, having moved what has not been given out to the front; false at the end.
  private mutating func fill(from stream: borrowing FileDescriptor) throws(SystemError) -> Bool {
    buffer.moveToFront(start..<end)
    end -= start
    start = 0
    let wanted = min(Self.chunkSize, remaining ?? Self.chunkSize)
    guard wanted > 0 else { return false }
    let missing = end + wanted - buffer.count
    if missing > 0 { buffer.append(contentsOf: repeatElement(0, count: missing)) }
    let count = try stream.read(into: &buffer, end..<end + wanted)
    end += count
    remaining = remaining.map { $0 - count }
    isCutShort = count == 0 && remaining != nil
    return count > 0
  }
}
