import TextAnalysis

/// Where text can be cut: between words, which white space sets apart or else the word boundaries of UAX #29, or at least between
/// the characters that a reader sees (extended grapheme clusters).
extension FieldText {
  /// So many bytes before a place decide whether it lies within a character or a word.
  private static let lookBehind = 128

  /// White space is preferred within so many columns.
  private static let wordReach = 40

  /// The first place in `range` where a word begins; its upper bound if there is none before.
  func firstWordStart(in range: Range<Int>) -> Int {
    let reach = range.lowerBound..<offset(after: range.lowerBound, columns: Self.wordReach, limit: range.upperBound)
    let start = reach.first { blankLength(before: $0) > 0 && blankLength(at: $0) == 0 && isCharacterBoundary($0) }
    return start ?? boundaries(in: reach).first ?? range.upperBound
  }

  /// The last place in `range`, its upper bound included, where a word ends; its lower bound if there is none behind it.
  func lastWordEnd(in range: Range<Int>) -> Int {
    let reach = offset(before: range.upperBound, columns: Self.wordReach, limit: range.lowerBound)..<range.upperBound
    let end = (reach.lowerBound...reach.upperBound).last {
      blankLength(at: $0) > 0 && blankLength(before: $0) == 0 && isCharacterBoundary($0)
    }
    return end ?? boundaries(in: reach).last ?? range.lowerBound
  }

  /// The beginning of the character that `offset` lies in, or `offset` if it is between two.
  func characterStart(at offset: Int) -> Int {
    if isCharacterBoundary(offset) { return offset }
    return characterBoundaries(in: max(offset - Self.lookBehind, 0)..<offset).last ?? offset
  }

  /// The end of the character that `offset` lies in, or `offset` if it is between two.
  func characterEnd(at offset: Int) -> Int {
    if isCharacterBoundary(offset) { return offset }
    return characterBoundaries(in: offset..<min(offset + Self.lookBehind, bytes.count)).first ?? offset
  }

  /// Whether a character as a reader sees it begins or ends at `offset`.
  func isCharacterBoundary(_ offset: Int) -> Bool {
    guard offset > 0, offset < bytes.count else { return true }
    let (previous, next) = (bytes[offset - 1], bytes[offset])
    if previous < 0x80, next < 0x80 { return previous != 0x0D || next != 0x0A }
    return next & 0xC0 != 0x80 && characterBoundaries(in: offset..<offset).contains(offset)
  }

  /// The word boundaries in `range` that are not within a character, or else all places between characters; in ascending order.
  private func boundaries(in range: Range<Int>) -> [Int] {
    let characters = characterBoundaries(in: range)
    let slice = slice(around: range)
    let words = Set(Analyzer().wordBoundaries(in: Array(bytes[slice])).map { $0 + slice.lowerBound })
    let both = characters.filter(words.contains)
    return both.isEmpty ? characters : both
  }

  /// The places in `range`, its upper bound included, between the characters that a reader sees.
  private func characterBoundaries(in range: Range<Int>) -> [Int] {
    let slice = slice(around: range)
    var offset = slice.lowerBound
    var boundaries: [Int] = []
    for character in String(decoding: bytes[slice], as: UTF8.self) {
      if offset >= range.lowerBound { boundaries.append(offset) }
      offset += character.utf8.count
      if offset > range.upperBound { return boundaries }
    }
    return boundaries + [offset]
  }

  /// The range with what stands around it, as far as that decides where its boundaries are.
  private func slice(around range: Range<Int>) -> Range<Int> {
    var start = max(range.lowerBound - Self.lookBehind, 0)
    // Nothing before a line end or a blank has to do with what comes after it.
    if let blank = bytes[start..<range.lowerBound].lastIndex(where: { $0 == 0x20 || $0 == 0x0A }) { start = blank }
    return scalarStart(from: start)..<scalarStart(from: min(range.upperBound + Self.lookBehind, bytes.count))
  }
}
