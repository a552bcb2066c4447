/// Where sentences begin and end: rules SB4 to SB11 of Unicode Standard Annex #29, simplified. A sentence ends
///
/// - behind `.`, `!`, `?`, `…`, `؟`, `۔` or `।`, and the closing quotation marks and brackets behind it, where white space
///   follows; behind `.` and `…` only if no lower-case letter comes next, and behind `.` only if the word before has more than
///   one letter: `J. Holm`, `z. B.`;
/// - behind `。`, `！`, `？` or `｡` and the closing marks, whatever follows;
/// - at an empty line.
///
/// Longer abbreviations before a name end a sentence (`Mr. Holm`).
extension FieldText {
  private enum Ending {
    /// None, or one that what followed has undone.
    case none
    /// A full stop, which also ends abbreviations.
    case stop
    case mark
    /// One that needs no white space.
    case ideographic
  }

  /// The first place in `range` where a sentence begins, its upper bound included.
  func firstSentenceStart(in range: Range<Int>) -> Int? {
    var first: Int?
    forEachSentenceBreak(in: range) { _, start in
      if first == nil, start >= range.lowerBound, isCharacterBoundary(start) { first = start }
    }
    return first
  }

  /// The last place in `range` where a sentence ends, its upper bound included.
  func lastSentenceEnd(in range: Range<Int>) -> Int? {
    var last: Int?
    forEachSentenceBreak(in: range) { end, _ in
      if range.lowerBound <= end, end <= range.upperBound, isCharacterBoundary(end) { last = end }
    }
    return last
  }

  /// Calls `body` with where a sentence ends and where the next one begins, for those that begin up to the end of `range` or
  /// right behind the white space there.
  private func forEachSentenceBreak(in range: Range<Int>, _ body: (_ end: Int, _ start: Int) -> Void) {
    // The end of the sentence before may lie before the range.
    var offset = scalarStart(from: max(content.lowerBound, range.lowerBound - 16))
    var ending = Ending.none
    var end = offset
    var lineEndCount = 0
    var isBlankSeen = false
    var letterCount = 0
    if offset == content.lowerBound { body(offset, offset) }
    while offset < content.upperBound {
      let blank = blankLength(at: offset)
      if blank > 0 {
        if !isBlankSeen { end = offset }
        isBlankSeen = true
        if endsLine(at: offset) { lineEndCount += 1 }
        offset += blank
        continue
      }
      let (scalar, next) = scalar(at: offset)
      if !isBlankSeen, ending != .none, Self.closes(scalar) {
        offset = next
        continue
      }
      let isBreak =
        switch ending {
        case _ where lineEndCount > 1: true
        case .none: false
        case .stop: isBlankSeen && !scalar.properties.isLowercase
        case .mark: isBlankSeen
        case .ideographic: Self.ending(scalar) != .ideographic
        }
      if isBreak { body(isBlankSeen ? end : offset, offset) }
      if offset >= range.upperBound { return }
      ending = scalar == "." && letterCount == 1 ? .none : Self.ending(scalar)
      letterCount = Self.isLetter(scalar) ? (isBlankSeen ? 1 : letterCount + 1) : 0
      (lineEndCount, isBlankSeen) = (0, false)
      offset = next
    }
    if ending != .none { body(content.upperBound, content.upperBound) }
  }

  private static func ending(_ scalar: Unicode.Scalar) -> Ending {
    switch scalar {
    case ".", "…": .stop
    case "!", "?", "؟", "۔", "।": .mark
    case "。", "！", "？", "｡": .ideographic
    default: .none
    }
  }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII ? ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) : scalar.properties.isAlphabetic
  }

  private static func closes(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "\"", "'", ")", "]": true
    case _ where scalar.isASCII: false
    default:
      switch scalar.properties.generalCategory {
      case .finalPunctuation, .closePunctuation: true
      default: false
      }
    }
  }
}
