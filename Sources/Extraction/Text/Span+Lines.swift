/// The lines of a text, by their bytes: each ends with LF, CR LF or CR, or with the text.
extension Span where Element == UInt8 {
  /// The line that begins at `start`: its bytes without the line end, and where the next one begins.
  package func line(from start: Int) -> (content: Range<Int>, next: Int) {
    var end = start
    defer { Work.add(end - start) }
    while end < count {
      let byte = self[end]
      if byte == UInt8(ascii: "\n") { return (start..<end, end + 1) }
      if byte == UInt8(ascii: "\r") {
        let isPair = end + 1 < count && self[end + 1] == UInt8(ascii: "\n")
        return (start..<end, end + (isPair ? 2 : 1))
      }
      end += 1
    }
    return (start..<end, end)
  }

  /// The range without the white space at its ends: ASCII's, the no-break space, the ideographic space and U+FEFF.
  package func trimmed(_ range: Range<Int>) -> Range<Int> {
    var start = range.lowerBound
    var end = range.upperBound
    while start < end, let length = whiteSpaceLength(at: start, before: end) { start += length }
    while start < end, let length = whiteSpaceLength(endingAt: end, after: start) { end -= length }
    return start..<end
  }

  /// Whether nothing but white space stands in the range.
  package func isBlank(_ range: Range<Int>) -> Bool {
    var start = range.lowerBound
    while start < range.upperBound, let length = whiteSpaceLength(at: start, before: range.upperBound) {
      start += length
    }
    return start == range.upperBound
  }

  /// A copy of the bytes in the range.
  package func bytes(_ range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(range.count)
    for place in range { bytes.append(self[place]) }
    return bytes
  }

  private func whiteSpaceLength(at start: Int, before end: Int) -> Int? {
    switch self[start] {
    case 0x09...0x0D, 0x20: 1
    case 0xC2: end - start >= 2 && self[start + 1] == 0xA0 ? 2 : nil
    case 0xE3: end - start >= 3 && self[start + 1] == 0x80 && self[start + 2] == 0x80 ? 3 : nil
    case 0xEF: end - start >= 3 && self[start + 1] == 0xBB && self[start + 2] == 0xBF ? 3 : nil
    default: nil
    }
  }

  private func whiteSpaceLength(endingAt end: Int, after start: Int) -> Int? {
    for length in 1...3 where end - length >= start {
      if whiteSpaceLength(at: end - length, before: end) == length { return length }
    }
    return nil
  }
}
