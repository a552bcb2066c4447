import Index

/// What a segment has to find a phrase with.
enum SegmentPhrase {
  /// Not all of its terms, or not all of its parts that would have lists, occur.
  case absent
  /// A list of its own, which has all its documents, with its frequencies.
  case list(TermEntry)
  /// Documents that all `filters` have may hold it; the positions of the terms tell.
  case positions(filters: [TermEntry], terms: [TermEntry])

  init(_ phrase: BoundNode.Phrase, segment number: Int, reader: SegmentReader) throws {
    var terms: [TermEntry] = []
    terms.reserveCapacity(phrase.terms.count)
    for term in phrase.terms {
      guard let entry = term.entries[number] else {
        self = .absent
        return
      }
      terms.append(entry)
    }
    guard phrase.slots.count > 1 else {
      self = .positions(filters: terms, terms: terms)
      return
    }
    guard let listed = try ListedPhrases(phrase, reader: reader) else {
      self = .absent
      return
    }
    if let entry = listed.wholeEntry, !phrase.isTitleOnly {
      self = .list(entry)
      return
    }
    var filters = listed.entries
    for (index, term) in terms.enumerated() where !listed.isCovered[index] { filters.append(term) }
    self = .positions(filters: filters, terms: terms)
  }
}
