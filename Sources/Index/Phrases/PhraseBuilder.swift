import Postings

/// Makes the lists of phrases of common terms.
///
/// Which phrases have lists: two common terms that stand one behind the other anywhere, and of three to six those whose parts
/// without the last and without the first word are both frequent. So a phrase of common terms is answered by a list, or has
/// a part that few documents hold. (Phrases that grow word by word as long as their parts are frequent: Agrawal and
/// Srikant, "Mining sequential patterns", 1995.)
struct PhraseBuilder {
  let terms: CommonTerms
  let documentCount: Int
  let postings: PostingsWriter
  let dictionary: TermDictionaryWriter

  /// The lists of a text that has all documents, for one length of phrases after the other.
  static func lists(of text: PhraseText, terms: CommonTerms) -> [PhraseLists] {
    let frequent = FrequentPhrases(terms)
    var levels: [PhraseLists] = []
    while true {
      let lists = PhraseLists(text, termCount: terms.count)
      levels.append(lists)
      var isAnyFrequent = false
      for (number, code) in lists.codes.enumerated() {
        if frequent.insert(code, documentFrequency: lists.documentFrequency(of: number)) { isAnyFrequent = true }
      }
      guard isAnyFrequent, text.length < PhraseCode.maximumWordCount else { break }
      text.extend(by: frequent)
    }
    return levels
  }

  /// Writes the lists of the texts of segments.
  ///
  /// - Parameters:
  ///   - texts: the texts.
  ///   - makeStore: makes the store for lists that do not fit memory.
  /// - Throws: `IndexError.damaged` for segments that cannot be right; `PostingsError`, `LMDBError`.
  func write(_ texts: SegmentTexts, makeStore: () throws -> SpillStore) throws {
    let store = try texts.fitMemory ? nil : makeStore()
    if let store {
      try write(texts, through: store)
    } else {
      try texts.forEach { text in try write(Self.lists(of: text, terms: terms)) }
    }
  }

  /// Writes the lists of texts that do not fit memory together, which takes a pass for each length.
  private func write(_ texts: SegmentTexts, through store: SpillStore) throws {
    let frequent = FrequentPhrases(terms)
    for length in 2...PhraseCode.maximumWordCount {
      var documentFrequencies: [PhraseCode: Int] = [:]
      try texts.forEach { text in
        while text.length < length { text.extend(by: frequent) }
        let lists = PhraseLists(text, termCount: terms.count)
        for (number, code) in lists.codes.enumerated() {
          documentFrequencies[code, default: 0] += lists.documentFrequency(of: number)
        }
        try store.appendPhrases(documentCount: documentCount) { postings, dictionary in
          try PhraseBuilder(terms: terms, documentCount: documentCount, postings: postings, dictionary: dictionary)
            .write([lists])
        }
      }
      var isAnyFrequent = false
      for (code, documentFrequency) in documentFrequencies {
        if frequent.insert(code, documentFrequency: documentFrequency) { isAnyFrequent = true }
      }
      guard isAnyFrequent else { break }
    }
    try store.writePhrases(postings: postings, dictionary: dictionary)
  }

  /// Writes lists, by ascending codes over all of them.
  func write(_ levels: [PhraseLists]) throws {
    var next = levels.map { _ in 0 }
    while true {
      var least: Int?
      for level in levels.indices where next[level] < levels[level].codes.count {
        if let known = least, levels[known].codes[next[known]] < levels[level].codes[next[level]] { continue }
        least = level
      }
      guard let level = least else { return }
      let number = next[level]
      next[level] += 1
      let key = terms.key(of: levels[level].codes[number])
      guard key.count <= IndexFormat.maximumTermLength else { continue }
      try levels[level].forEachPosting(of: number) { document, frequency in
        try postings.add(document, frequency: frequency)
      }
      try dictionary.add(key, postings.finishTerm())
    }
  }
}
