import Postings

/// Verifies the lists of phrases of common terms: they must be those, with those documents and frequencies, that the positions
/// of the terms make by the definition of `CommonTerms`.
///
/// Of each list no more is kept than its number of documents and a sum over its postings. The texts that the positions make
/// are gone through as a build does, a part of the documents at a time if they do not fit memory.
struct PhraseListsChecker {
  /// What a list has, and what it is to have.
  private struct Tally {
    var code: PhraseCode
    var found = Total()
    var expected = Total()
  }

  /// How many postings there are, and a sum of what they hash to, which does not depend on their order.
  private struct Total: Equatable {
    var count = 0
    var sum: UInt64 = 0

    mutating func add(_ document: DocID, frequency: UInt32) {
      count += 1
      sum &+= Self.hash(UInt64(document) << 32 | UInt64(frequency))
    }

    /// Stafford's variant 13 of the finalizer of MurmurHash3 (2011), which sends different numbers to different ones.
    private static func hash(_ number: UInt64) -> UInt64 {
      var hash = number &+ 0x9E37_79B9_7F4A_7C15
      hash = (hash ^ hash >> 30) &* 0xBF58_476D_1CE4_E5B9
      hash = (hash ^ hash >> 27) &* 0x94D0_49BB_1331_11EB
      return hash ^ hash >> 31
    }
  }

  private let reader: SegmentReader
  private let findings: SegmentFindings
  private let terms: CommonTerms
  /// One for each phrase that has a list, by ascending codes.
  private var tallies: [Tally] = []
  /// Whether the current list is that of a phrase of common terms.
  private var isPhrase = false

  /// - Throws: `IndexError.damaged` if the common terms cannot be read.
  init(reader: SegmentReader, findings: SegmentFindings) throws {
    self.reader = reader
    self.findings = findings
    terms = try reader.commonTerms()
    for term in terms.terms where try reader.terms.entry(of: term) == nil {
      findings.damage("the term is in no document", stream: .commonTerms, term: term[...])
    }
  }

  /// Goes before the list of a phrase.
  mutating func open(_ name: ArraySlice<UInt8>) {
    let code = terms.code(of: name)
    isPhrase = code != nil
    if let code {
      tallies.append(Tally(code: code))
    } else {
      findings.damage("it is not made of common terms", stream: .phrases, term: name)
    }
  }

  /// Takes in the block of the list in which `walk` stands.
  mutating func add(_ walk: PostingsWalk) {
    guard isPhrase else { return }
    for index in 0..<walk.count {
      tallies[tallies.count - 1].found.add(walk.document(index), frequency: UInt32(walk.frequency(index)))
    }
  }

  /// Compares all lists with what the positions make, which are known to be right.
  mutating func check(memoryBudget: Int, _ progress: (CheckProgress) throws -> Void) throws {
    guard terms.count > 0 else { return }
    // Keys ascend, and so do codes, unless a forged term has a byte below a blank.
    tallies.sort { $0.code < $1.code }
    let norms = try reader.norms()
    let documents = 0..<DocID(reader.documentCount)
    let texts = SegmentTexts(
      terms: terms, sources: [(PostingsMerger.Source(reader: reader, base: 0), documents)],
      norms: documents.map { norms[$0] }, memoryBudget: memoryBudget)
    let isRead = try findings.attempt(stream: .phrases) {
      if texts.fitMemory {
        try texts.forEach { text in try expectPhrases(progress) { body in body(text) } }
      } else {
        try expectPhrases(progress) { body in try texts.forEach(body) }
      }
    }
    guard isRead else { return }
    for tally in tallies where tally.found != tally.expected {
      findings.damage(
        "\(tally.found.count) documents, not the \(tally.expected.count) that the positions of its words give",
        stream: .phrases, term: terms.key(of: tally.code)[...])
    }
  }

  /// Takes in the phrases that are to have lists, a pass over all texts for each length.
  private mutating func expectPhrases(
    _ progress: (CheckProgress) throws -> Void, forEachText: ((PhraseText) -> Void) throws -> Void
  ) throws {
    let frequent = FrequentPhrases(terms)
    for length in 2...CommonTerms.maximumPhraseLength {
      try forEachText { text in
        while text.length < length { text.extend(by: frequent) }
        expect(PhraseLists(text, termCount: terms.count))
      }
      try progress(
        CheckProgress(
          segment: reader.id, step: .phrases, completed: length - 1, total: CommonTerms.maximumPhraseLength - 1))
      var isAnyFrequent = false
      for tally in tallies where tally.code.wordCount == length {
        if frequent.insert(tally.code, documentFrequency: tally.expected.count) { isAnyFrequent = true }
      }
      guard isAnyFrequent else { return }
    }
  }

  /// Adds the postings of a text to what is expected. A phrase without a list is a finding, unless its key would be too long;
  /// none that holds such a phrase has a list either, so that nothing more needs to be known of it.
  private mutating func expect(_ lists: PhraseLists) {
    for (number, code) in lists.codes.enumerated() {
      guard let place = place(of: code) else {
        let key = terms.key(of: code)
        if key.count <= IndexFormat.maximumTermLength {
          findings.damage("it has no list", stream: .phrases, term: key[...])
        }
        continue
      }
      lists.forEachPosting(of: number) { document, frequency in
        tallies[place].expected.add(document, frequency: frequency)
      }
    }
  }

  private func place(of code: PhraseCode) -> Int? {
    var low = 0
    var high = tallies.count
    while low < high {
      let middle = (low + high) / 2
      if tallies[middle].code < code { low = middle + 1 } else { high = middle }
    }
    return low < tallies.count && tallies[low].code == code ? low : nil
  }
}
