/// Finds the word boundaries of UTF-8 text (Unicode Standard Annex #29, section 4.1, rules WB1 to WB999).
///
/// No rule looks back over a boundary, so that each segment can be found from its beginning alone.
struct WordSegmenter {
  private let text: UTF8Text

  /// A segmenter of `text`, which must outlive it.
  init(_ text: UTF8Text) {
    self.text = text
  }

  /// The segment that begins at the boundary `start`, which is less than the length of the text.
  func segment(at start: Int) -> WordSegment {
    let first = scalar(at: start)
    var segment = WordSegment(wordStart: start, end: first.end, isWord: first.traits.contains(.wordLike))
    switch first.wordBreak {
    case .cr:  // WB3, WB3a
      if segment.end < text.count, text[segment.end] == 0x0A { segment.end += 1 }
      return segment
    case .lf, .newline:  // WB3a
      return segment
    default:
      break
    }
    var isBlank = !Self.beginsWord(first)
    var left = first.wordBreak  // of the last scalar that rule WB4 does not skip
    var last = first
    while segment.end < text.count {
      let next = scalar(at: segment.end)
      if WordBreakSet.transparent.contains(next.wordBreak) {  // WB4
        if next.value == Self.emojiSelector, last.traits.contains(.pictographic) { segment.isWord = true }
      } else if last.wordBreak == .zwj, next.traits.contains(.pictographic) {  // WB3c
        if isBlank { (isBlank, segment.wordStart) = (false, segment.end) }
        left = next.wordBreak
      } else if WordBreakSet.joined(after: left).contains(next.wordBreak) {
        left = next.wordBreak
      } else if next.wordBreak == .wSegSpace, last.wordBreak == .wSegSpace {  // WB3d
        left = next.wordBreak
      } else if next.wordBreak == .regionalIndicator, left == .regionalIndicator {  // WB15, WB16
        segment.isWord = true
        left = .other
      } else if let connected = scalar(connectedBy: next, after: left) {
        segment.end = connected.end
        (left, last) = (connected.wordBreak, connected)
        continue
      } else if next.wordBreak == .singleQuote, left == .hebrewLetter {  // WB7a
        left = next.wordBreak
      } else {
        break
      }
      if next.traits.contains(.wordLike) { segment.isWord = true }
      segment.end = next.end
      last = next
    }
    segment.endsWithLetter = WordBreakSet.letters.contains(left)
    segment.endsWithSoftHyphen = last.value == Self.softHyphen
    return segment
  }

  /// Where the word goes on that `segment` begins and a hyphen cuts in two at a line end, if it is such a word.
  ///
  /// The hyphen stands after a letter; blanks may surround the line break, of which there is one; a lower-case letter comes
  /// after it.
  func continuation(of segment: WordSegment) -> Int? {
    guard segment.endsWithLetter, segment.end < text.count else { return nil }
    var position = segment.end
    let next = text.scalar(at: position)
    if next.value == 0x2D || next.value == 0x2010 {
      position = next.end
    } else if !segment.endsWithSoftHyphen {
      return nil
    }
    position = positionAfterBlanks(from: position)
    guard position < text.count else { return nil }
    switch text[position] {
    case 0x0A: position += 1
    case 0x0D: position += position + 1 < text.count && text[position + 1] == 0x0A ? 2 : 1
    default: return nil
    }
    position = positionAfterBlanks(from: position)
    guard position < text.count, scalar(at: position).traits.contains(.lowercaseLetter) else { return nil }
    return position
  }

  private func positionAfterBlanks(from start: Int) -> Int {
    var position = start
    while position < text.count, text[position] == 0x20 || text[position] == 0x09 { position += 1 }
    return position
  }

  private struct Scalar {
    let value: UInt32
    let end: Int
    let wordBreak: WordBreakClass
    let traits: ScalarTraits
  }

  @inline(__always)
  private func scalar(at start: Int) -> Scalar {
    let (value, end) = text.scalar(at: start)
    let record = PropertyTable.record(of: value)
    return Scalar(
      value: value, end: end, wordBreak: PropertyTable.wordBreak(ofRecord: record),
      traits: PropertyTable.traits(ofRecord: record))
  }

  /// The scalar after `middle`, if `middle` connects it with a scalar of class `left` before.
  private func scalar(connectedBy middle: Scalar, after left: WordBreakClass) -> Scalar? {
    let connected = WordBreakSet.connected(by: middle.wordBreak, after: left)
    guard !connected.isEmpty else { return nil }
    var position = middle.end
    while position < text.count {
      let next = scalar(at: position)
      if !WordBreakSet.transparent.contains(next.wordBreak) {
        return connected.contains(next.wordBreak) ? next : nil
      }
      position = next.end
    }
    return nil
  }

  private static func beginsWord(_ scalar: Scalar) -> Bool {
    !scalar.traits.isDisjoint(with: [.wordLike, .pictographic])
      || scalar.wordBreak == .extendNumLet || scalar.wordBreak == .regionalIndicator
  }

  private static let emojiSelector: UInt32 = 0xFE0F
  private static let softHyphen: UInt32 = 0xAD
}
