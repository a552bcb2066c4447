import Extraction

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

  private let maximumLength: Int
  /// Where the bytes that have not been given out begin and end in the buffer, and where they begin in the stream.
  private var start = 0
  private var end = 0
  private var startOffset = 0

  /// - Parameter maximumLength: The longest line that is given out, in bytes without its LF.
  package init(maximumLength: Int) {
    self.maximumLength = maximumLength
  }

  /// Begins with another stream, keeping the memory.
  package mutating func begin() {
    lineNumber = 0
    lineOffset = 0
    start = 0
    end = 0
    startOffset = 0
  }

  /// Reads the next line; nil at the end. What follows the last LF is a line if there is any.
  package mutating func next(from input: inout ByteInput) throws(InputError) -> Line? {
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
        // A hole holds no line end: a terabyte of it is passed at once.
        startOffset += input.skipHole()
      }
      let kept = end - start
      guard try fill(from: &input) else {
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

  /// Reads on, having moved what has not been given out to the front; false at the end.
  private mutating func fill(from input: inout ByteInput) throws(InputError) -> Bool {
    buffer.moveToFront(start..<end)
    end -= start
    start = 0
    let missing = end + Self.chunkSize - buffer.count
    if missing > 0 { buffer.append(contentsOf: repeatElement(0, count: missing)) }
    let count = try input.read(into: &buffer, end..<end + Self.chunkSize)
    end += count
    return count > 0
  }
}
