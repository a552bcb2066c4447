import Postings

/// Verifies the posting lists of a segment, those of terms and behind them those of phrases: documents and frequencies first,
/// which give each document's length, then all else against these.
final class PostingsChecker {
  private static let progressInterval = 4096

  private let reader: SegmentReader
  private let findings: SegmentFindings
  private let memoryBudget: Int
  private let walk: PostingsWalk
  /// The number of tokens of each document, summed up from the frequencies of all terms.
  private var lengths: [UInt32]
  /// Where the last list ends; if that could not be read to its end, as far as it could.
  private var documentsEnd = 0
  private var isEndKnown = true

  init(reader: SegmentReader, findings: SegmentFindings, memoryBudget: Int) {
    self.reader = reader
    self.memoryBudget = memoryBudget
    self.findings = findings
    walk = PostingsWalk(reader: reader)
    lengths = [UInt32](repeating: 0, count: reader.documentCount)
  }

  /// Looks at all lists. The term dictionary was found to be intact before.
  func check(_ progress: (CheckProgress) throws -> Void) throws {
    let areDocumentsIntact = try forEachList(step: .documents, progress) { name, entry, isPhrase in
      try checkDocuments(of: name, entry, isPhrase: isPhrase)
    }
    if areDocumentsIntact, documentsEnd != reader.segment.stream(.documents).length {
      findings.damage("the last list does not end where the stream does", stream: .documents)
    }
    guard areDocumentsIntact, let map = try tokenMap() else {
      return findings.note("not looked into any further: positions, impacts and phrases")
    }
    try checkPositions(map, progress)
  }

  /// Looks at what belongs to documents and frequencies, which are known to be right.
  private func checkPositions(_ map: TokenMap, _ progress: (CheckProgress) throws -> Void) throws {
    let positions = PositionsChecker(reader: reader, findings: findings, map: map)
    var skips = SkipsChecker(reader: reader, findings: findings)
    var impacts = ImpactsChecker(reader: reader, norms: try reader.norms(), findings: findings)
    var phrases = try PhraseListsChecker(reader: reader, findings: findings)
    let isIntact = try forEachList(step: .positions, progress) { name, entry, isPhrase in
      walk.open(entry)
      positions.open(name, entry)
      skips.open(name, entry)
      impacts.open(name, entry)
      if isPhrase { phrases.open(name) }
      while try walk.next() {
        if isPhrase { phrases.add(walk) } else { try positions.check(name, walk) }
        try skips.check(walk, positionsEnd: positions.end)
        try impacts.check(walk)
      }
    }
    findings.log.report.positionCount += positions.positionCount
    guard isIntact else { return findings.note("not looked into any further: phrases") }
    positions.checkEnd()
    skips.checkEnd()
    impacts.checkEnd()
    try phrases.check(memoryBudget: memoryBudget, progress)
  }

  /// Calls `body` for each term and then for each phrase.
  private func forEachList(
    step: CheckProgress.Step, _ progress: (CheckProgress) throws -> Void,
    _ body: (_ name: ArraySlice<UInt8>, TermEntry, _ isPhrase: Bool) throws -> Void
  ) throws -> Bool {
    let total = reader.terms.count + reader.phrases.count
    var completed = 0
    var isIntact = true
    for (dictionary, isPhrase) in [(reader.terms, false), (reader.phrases, true)] {
      let cursor = try dictionary.cursor()
      while try cursor.next(), let entry = cursor.entry {
        let name = cursor.term
        if try !findings.attempt(term: name, { try body(name, entry, isPhrase) }) { isIntact = false }
        completed += 1
        if completed % Self.progressInterval == 0 || completed == total {
          try progress(CheckProgress(segment: reader.id, step: step, completed: completed, total: total))
        }
      }
    }
    return isIntact
  }

  private func checkDocuments(of name: ArraySlice<UInt8>, _ entry: TermEntry, isPhrase: Bool) throws {
    if isEndKnown, entry.documentsAddress != documentsEnd {
      findings.damage(
        "the list stands at \(entry.documentsAddress), not at \(documentsEnd)", stream: .documents, term: name)
    }
    // Lists that overlap could be read many times over.
    guard entry.documentsAddress >= documentsEnd else { throw IndexError.damaged("the list overlaps the one before") }
    var total = 0
    walk.open(entry)
    isEndKnown = false
    defer { documentsEnd = walk.end }
    while try walk.next() {
      for index in 0..<walk.count {
        total += walk.frequency(index)
        // The words of a phrase are counted with their own lists.
        if isPhrase { continue }
        let document = Int(walk.document(index))
        let length = Int(lengths[document]) + walk.frequency(index)
        guard length <= IndexFormat.maximumDocumentLength else {
          throw IndexError.damaged("document \(document) would have more tokens than a document can")
        }
        lengths[document] = UInt32(length)
      }
    }
    isEndKnown = true
    if !isPhrase { findings.log.report.postingCount += entry.documentFrequency }
    guard UInt64(total) == entry.totalFrequency else {
      throw IndexError.damaged("\(total) occurrences in all, the dictionary gives \(entry.totalFrequency)")
    }
  }

  /// Compares the lengths with all that depends on them, and makes a map of all tokens; nil where that is impossible.
  private func tokenMap() throws -> TokenMap? {
    let norms = try reader.norms()
    var titleLengths: [UInt16] = []
    titleLengths.reserveCapacity(lengths.count)
    var total = 0
    var isIntact = true
    for (number, length) in lengths.enumerated() {
      let document = DocID(number)
      let titleLength = try reader.titleLength(of: document)
      titleLengths.append(UInt16(titleLength))
      total += Int(length)
      if norms[document] != SmallFloat.encode(length) {
        findings.damage(
          "the code \(norms[document]), where \(length) tokens have \(SmallFloat.encode(length))", stream: .norms,
          document: document)
      }
      if titleLength > length {
        findings.damage("a title of \(titleLength) tokens, \(length) in all", stream: .titleLengths, document: document)
        isIntact = false
      }
    }
    let summary = reader.segment.summary
    if UInt64(total) != summary.totalLength {
      findings.damage("\(total) tokens, the manifest gives \(summary.totalLength)", stream: .documents)
    }
    let nonemptyCount = lengths.count { $0 > 0 }
    if nonemptyCount != summary.nonemptyDocumentCount {
      findings.damage(
        "\(nonemptyCount) documents with tokens, the manifest gives \(summary.nonemptyDocumentCount)",
        stream: .documents)
    }
    // A difference of 0 only a document's first token can have. Of others a group holds no more than 15 in bytes of their own,
    // two each, and if it packs 128 it takes 17 bytes or more. So what is on disk bounds the memory that the map takes.
    guard total <= 8 * reader.segment.stream(.positions).length + lengths.count else {
      findings.damage("\(total) tokens can have no positions in so few bytes", stream: .positions)
      return nil
    }
    return isIntact ? TokenMap(lengths: lengths, titleLengths: titleLengths, total: total) : nil
  }
}
