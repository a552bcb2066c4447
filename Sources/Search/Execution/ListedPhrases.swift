import Index

/// The parts of a phrase that a segment has lists of: those that are not within a longer such part.
struct ListedPhrases {
  /// The list of each part, each once.
  private(set) var entries: [TermEntry] = []
  /// The list of the whole phrase.
  private(set) var wholeEntry: TermEntry?
  /// For each of the phrase's terms, whether it is in one of the parts.
  private(set) var isCovered: [Bool]

  /// Looks the parts up, pairs first, then longer ones as long as shorter ones are frequent.
  ///
  /// - Returns: nil if a part that would have a list if it occurred has none: then the phrase does not occur.
  init?(_ phrase: BoundNode.Phrase, reader: SegmentReader) throws {
    let common = try reader.commonTerms()
    let isCommon = phrase.terms.map { common.contains($0.term) }
    isCovered = isCommon.map { _ in false }
    guard isCommon.contains(true) else { return }
    let phrases = reader.phrases
    /// For each word, the list of the part of the current length that begins with it.
    var parts: [TermEntry?] = phrase.slots.map { _ in nil }
    for index in parts.indices.dropLast() {
      let (first, second) = (phrase.slots[index].cursor, phrase.slots[index + 1].cursor)
      guard isCommon[first], isCommon[second] else { continue }
      isCovered[first] = true
      isCovered[second] = true
      // Two common terms always make a key that is short enough.
      guard let key = Self.key(of: phrase, index..<index + 2), let entry = try phrases.entry(of: key) else {
        return nil
      }
      parts[index] = entry
    }
    var length = 2
    var isAnyLeft = true
    while isAnyLeft {
      isAnyLeft = false
      var isWithinPrevious = false
      for index in parts.indices {
        guard let part = parts[index] else { continue }
        var longer: TermEntry?
        // A part does not begin with the last word, so there is a next one.
        if length < CommonTerms.maximumPhraseLength, let next = parts[index + 1],
          min(part.documentFrequency, next.documentFrequency) >= common.leastDocumentFrequency,
          let key = Self.key(of: phrase, index..<index + length + 1)
        {
          guard let entry = try phrases.entry(of: key) else { return nil }
          longer = entry
        }
        if longer == nil, !isWithinPrevious {
          if length == parts.count { wholeEntry = part }
          if !entries.contains(part) { entries.append(part) }
        }
        isWithinPrevious = longer != nil
        isAnyLeft = isAnyLeft || isWithinPrevious
        parts[index] = longer
      }
      length += 1
    }
  }

  /// What the dictionary of phrases calls some of a phrase's words; nil if that is too long for a list.
  private static func key(of phrase: BoundNode.Phrase, _ words: Range<Int>) -> [UInt8]? {
    CommonTerms.key(of: words.map { phrase.terms[phrase.slots[$0].cursor].term })
  }
}
