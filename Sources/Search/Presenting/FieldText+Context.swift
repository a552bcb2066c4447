import TextAnalysis

/// Text as it stands beside a match.
extension FieldText {
  /// So many bytes are looked at for each character at most.
  private static let bytesPerCharacter = 8

  /// The last characters before `end` in its paragraph, without the word that would be cut.
  func left(of end: Int, characters: Int) -> String {
    let earliest = scalarStart(from: max(content.lowerBound, end - characters * Self.bytesPerCharacter))
    guard characters > 0, earliest < end else { return "" }
    let start = lastParagraphStart(in: earliest..<end)
    let piece = Piece(of: self, start..<end)
    // Of a character at which the bytes run out only a part may be there.
    let isBegun = start == earliest && start > content.lowerBound
    return piece.suffix(from: max(piece.characters.count - 1 - characters, isBegun ? 1 : 0))
  }

  /// The first characters from `start` on in its paragraph, without the word that would be cut.
  func right(of start: Int, characters: Int) -> String {
    let latest = scalarStart(from: min(content.upperBound, start + characters * Self.bytesPerCharacter))
    guard characters > 0, start < latest else { return "" }
    let end = firstParagraphEnd(in: start..<latest)
    let piece = Piece(of: self, start..<end)
    let isBroken = end == latest && end < content.upperBound
    return piece.prefix(to: min(characters, piece.characters.count - (isBroken ? 2 : 1)))
  }

  /// A piece of the text, of which so many bytes are shown at most.
  func shown(_ range: Range<Int>, limit: Int) -> String {
    let isCut = range.count > limit
    let end = isCut ? characterStart(at: range.lowerBound + limit) : range.upperBound
    var output: [UInt8] = []
    append(range.lowerBound..<end, to: &output)
    return String(decoding: output, as: UTF8.self) + (isCut ? "…" : "")
  }

  /// Behind the last empty line in `range`, or its lower bound.
  private func lastParagraphStart(in range: Range<Int>) -> Int {
    var start = range.lowerBound
    var lineEndCount = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let blank = blankLength(at: offset)
      if blank > 0, endsLine(at: offset) { lineEndCount += 1 }
      if blank == 0 { lineEndCount = 0 }
      offset += max(blank, 1)
      if lineEndCount > 1 { start = offset }
    }
    return start
  }

  /// Before the first empty line in `range`, or its upper bound.
  private func firstParagraphEnd(in range: Range<Int>) -> Int {
    var end = range.lowerBound
    var lineEndCount = 0
    var offset = range.lowerBound
    while offset < range.upperBound {
      let blank = blankLength(at: offset)
      if blank > 0, endsLine(at: offset) { lineEndCount += 1 }
      if lineEndCount > 1 { return end }
      offset += max(blank, 1)
      if blank == 0 { (end, lineEndCount) = (offset, 0) }
    }
    return range.upperBound
  }
}

/// A piece of text with its white space as blanks, and where it can be cut.
private struct Piece {
  let bytes: [UInt8]
  /// The places between characters as a reader sees them, both ends included.
  let characters: [Int]

  init(of text: FieldText, _ range: Range<Int>) {
    var bytes: [UInt8] = []
    text.append(range, to: &bytes)
    self.bytes = bytes
    if bytes.allSatisfy({ $0 < 0x80 }) {
      characters = Array(0...bytes.count)
    } else {
      characters = String(decoding: bytes, as: UTF8.self).reduce(into: [0]) { offsets, character in
        offsets.append((offsets.last ?? 0) + character.utf8.count)
      }
    }
  }

  /// What stands behind the character with this number, from the next beginning of a word on.
  func suffix(from first: Int) -> String {
    guard first > 0 else { return string(0..<bytes.count) }
    let places = characters[min(first, characters.count - 1)...]
    let near = places.prefix((places.count + 1) / 2)
    var start = near.first { bytes[$0 - 1] == 0x20 } ?? firstBoundary(places)
    if start < bytes.count, bytes[start] == 0x20 { start += 1 }
    return string(start..<bytes.count)
  }

  /// What stands before the character with this number, up to the last end of a word.
  func prefix(to last: Int) -> String {
    guard last < characters.count - 1 else { return string(0..<bytes.count) }
    let places = characters[...max(last, 0)]
    let near = places.suffix((places.count + 1) / 2)
    var end = near.last { bytes[$0] == 0x20 } ?? lastBoundary(places)
    if end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    return string(0..<end)
  }

  private func firstBoundary(_ places: ArraySlice<Int>) -> Int {
    let words = Set(Analyzer().wordBoundaries(in: bytes))
    return places.first(where: words.contains) ?? bytes.count
  }

  private func lastBoundary(_ places: ArraySlice<Int>) -> Int {
    let words = Set(Analyzer().wordBoundaries(in: bytes))
    return places.last(where: words.contains) ?? 0
  }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
