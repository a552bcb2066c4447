import Index

/// The parts of a phrase that a segment has lists of: those that are not within a longer such part.
struct ListedPhrases {
  /// The list of each part, each once.
  private(set) var entries: [TermEntry] = []
  /// The list of the whole phrase.
  private(set) var wholeEntry: TermEntry?
  /// The phrase's terms that are in one of the parts, by their numbers.
  private(set) var coveredTerms: Set<Int> = []

  /// Looks the parts up, pairs first, then longer ones as long as shorter ones are frequent.
  ///
  /// - Returns: nil if a part that would have a list if it occurred has none: then the phrase does not occur.
  init?(_ phrase: BoundNode.Phrase, reader: SegmentReader) throws {
    let common = try reader.commonTerms()
    let words = phrase.slots.map(\.cursor)
    /// For each word, the list of the part of the current length that begins with it.
    var current: [TermEntry?] = words.map { _ in nil }
    for index in words.indices.dropLast()
    where common.contains(phrase.terms[words[index]].term) && common.contains(phrase.terms[words[index + 1]].term) {
      coveredTerms.formUnion([words[index], words[index + 1]])
      guard let entry = try Self.entry(phrase, index..<index + 2, reader) else { return nil }
      current[index] = entry
    }
    var length = 2
    while true {
      var longer: [TermEntry?] = words.map { _ in nil }
      var isWithinLonger = words.map { _ in false }
      if length < min(words.count, CommonTerms.maximumPhraseLength) {
        for index in 0..<words.count - length {
          guard let first = current[index], let second = current[index + 1],
            min(first.documentFrequency, second.documentFrequency) >= common.leastDocumentFrequency,
            let key = CommonTerms.key(of: words[index...index + length].map { phrase.terms[$0].term })
          else { continue }
          guard let entry = try reader.phrases.entry(of: key) else { return nil }
          longer[index] = entry
          isWithinLonger[index] = true
          isWithinLonger[index + 1] = true
        }
      }
      for (index, entry) in current.enumerated() where !isWithinLonger[index] {
        guard let entry else { continue }
        if length == words.count { wholeEntry = entry }
        if !entries.contains(entry) { entries.append(entry) }
      }
      guard isWithinLonger.contains(true) else { return }
      current = longer
      length += 1
    }
  }

  private static func entry(
    _ phrase: BoundNode.Phrase, _ words: Range<Int>, _ reader: SegmentReader
  ) throws -> TermEntry? {
    // Two common terms always make a key that is short enough.
    guard let key = CommonTerms.key(of: words.map { phrase.terms[phrase.slots[$0].cursor].term }) else { return nil }
    return try reader.phrases.entry(of: key)
  }
}
