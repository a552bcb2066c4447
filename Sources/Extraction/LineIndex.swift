/// Finds line and column of byte offsets in a text.
///
/// Lines end with LF, CR LF or a lone CR. One pass makes the index; a lookup takes time in the logarithm of the length,
/// however long the lines are. Memory: four bytes a line, and eight for every 512 bytes of the text.
package struct LineIndex: Sendable {
  /// What columns are counted in.
  package enum Unit: Sendable {
    /// Bytes of UTF-8.
    case utf8
    /// Units of 16 bits: characters above U+FFFF are two.
    case utf16
    /// Characters.
    case utf32
  }

  /// A place in a text; both numbers begin with 0.
  package struct Position: Equatable, Sendable {
    package let line: Int
    package let column: Int

    /// A place of these numbers.
    package init(line: Int, column: Int) {
      self.line = line
      self.column = column
    }
  }

  /// How many characters, and how many of them above U+FFFF, begin before a checkpoint.
  private struct Count {
    var characters: UInt32 = 0
    var supplementary: UInt32 = 0
  }

  private static let checkpointDistance = 512

  private let text: [UInt8]
  private var lineStarts: [UInt32] = [0]
  private var checkpoints: [Count] = []

  /// Indexes a text.
  ///
  /// - Parameter text: UTF-8. Where it is ill-formed, every byte but those that continue a character counts as one. Of a
  ///   file in another encoding this is what it was decoded to, without the byte-order mark.
  package init(_ text: [UInt8]) {
    self.text = text
    checkpoints.reserveCapacity(text.count / Self.checkpointDistance + 1)
    var count = Count()
    var place = 0
    while place < text.count {
      checkpoints.append(count)
      let end = min(place + Self.checkpointDistance, text.count)
      count = self.count(from: place, to: end, after: count)
      place = end
    }
    checkpoints.append(count)
    findLines()
  }

  private mutating func findLines() {
    var place = 0
    while place < text.count {
      let byte = text[place]
      place += 1
      // Most bytes are above both.
      guard byte <= UInt8(ascii: "\r") else { continue }
      let isPair = byte == UInt8(ascii: "\r") && place < text.count && text[place] == UInt8(ascii: "\n")
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !isPair else { continue }
      lineStarts.append(UInt32(clamping: place))
    }
  }

  /// How many lines there are. What follows the last line end counts as one, even if it is nothing.
  package var lineCount: Int { lineStarts.count }

  /// The line that a byte is in, and its column.
  ///
  /// - Parameters:
  ///   - offset: In bytes; one that is outside of the text is taken as the nearest inside. The bytes of a line end
  ///     belong to the line before.
  ///   - unit: What the column is counted in. A byte within a character has the column of the next character.
  /// - Returns: Line and column, both from 0 on.
  package func position(of offset: Int, in unit: Unit) -> Position {
    let offset = min(max(offset, 0), text.count)
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
    }
    let start = Int(lineStarts[low])
    guard unit != .utf8 else { return Position(line: low, column: offset - start) }
    let before = count(before: start)
    let until = count(before: offset)
    let characters = Int(until.characters &- before.characters)
    let supplementary = Int(until.supplementary &- before.supplementary)
    return Position(line: low, column: characters + (unit == .utf16 ? supplementary : 0))
  }

  /// The bytes of a line, without its end.
  ///
  /// - Returns: Nil if there is no line of this number.
  package func line(_ number: Int) -> Range<Int>? {
    guard lineStarts.indices.contains(number) else { return nil }
    let start = Int(lineStarts[number])
    var end = number + 1 < lineStarts.count ? Int(lineStarts[number + 1]) : text.count
    guard number + 1 < lineStarts.count else { return start..<end }
    end -= 1
    let isPair = text[end] == UInt8(ascii: "\n") && end > start && text[end - 1] == UInt8(ascii: "\r")
    return start..<(isPair ? end - 1 : end)
  }

  private func count(before offset: Int) -> Count {
    let checkpoint = offset / Self.checkpointDistance
    return count(from: checkpoint * Self.checkpointDistance, to: offset, after: checkpoints[checkpoint])
  }

  private func count(from start: Int, to end: Int, after count: Count) -> Count {
    var characters = 0
    var supplementary = 0
    for place in start..<end {
      let byte = text[place]
      characters += byte & 0xC0 == 0x80 ? 0 : 1
      supplementary += byte >= 0xF0 ? 1 : 0
    }
    return Count(
      characters: count.characters &+ UInt32(truncatingIfNeeded: characters),
      supplementary: count.supplementary &+ UInt32(truncatingIfNeeded: supplementary))
  }
}
