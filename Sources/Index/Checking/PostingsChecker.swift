import Postings

/// Verifies the posting lists of a segment: documents and frequencies first, which give each document's length, then
/// positions and skip entries against these.
final class PostingsChecker {
  private static let progressInterval = 4096

  private let reader: SegmentReader
  private let findings: SegmentFindings
  private let walk: PostingsWalk
  /// The number of tokens of each document, summed up from the frequencies of all terms.
  private var lengths: [UInt32]
  /// Where the last list ends; if that could not be read to its end, as far as it could.
  private var documentsEnd = 0
  private var isEndKnown = true

  init(reader: SegmentReader, findings: SegmentFindings) {
    self.reader = reader
    self.findings = findings
    walk = PostingsWalk(reader: reader)
    lengths = [UInt32](repeating: 0, count: reader.documentCount)
  }

  /// Looks at all lists. The term dictionary was found to be intact before.
  func check(_ progress: (CheckProgress) throws -> Void) throws {
    var isIntact = try forEachTerm(step: .documents, progress) { term, entry in
      try checkDocuments(of: term, entry)
    }
    if isIntact, documentsEnd != reader.segment.stream(.documents).length {
      findings.damage("the last list does not end where the stream does", stream: .documents)
    }
    guard isIntact, let map = try tokenMap() else {
      return findings.note("not looked into any further: positions and lengths")
    }
    let positions = PositionsChecker(reader: reader, findings: findings, map: map)
    isIntact = try forEachTerm(step: .positions, progress) { term, entry in
      walk.open(entry)
      try positions.check(term, entry, walk)
    }
    if isIntact { positions.checkEnd() }
    findings.log.report.positionCount += positions.positionCount
  }

  private func forEachTerm(
    step: CheckProgress.Step, _ progress: (CheckProgress) throws -> Void,
    _ body: (ArraySlice<UInt8>, TermEntry) throws -> Void
  ) throws -> Bool {
    let total = reader.terms.count
    var completed = 0
    var isIntact = true
    let cursor = try reader.terms.cursor()
    while try cursor.next(), let entry = cursor.entry {
      let term = cursor.term
      if try !findings.attempt(term: term, { try body(term, entry) }) { isIntact = false }
      completed += 1
      if completed % Self.progressInterval == 0 || completed == total {
        try progress(CheckProgress(segment: reader.id, step: step, completed: completed, total: total))
      }
    }
    return isIntact
  }

  private func checkDocuments(of term: ArraySlice<UInt8>, _ entry: TermEntry) throws {
    if isEndKnown, entry.documentsAddress != documentsEnd {
      findings.damage(
        "the list stands at \(entry.documentsAddress), not at \(documentsEnd)", stream: .documents, term: term)
    }
    // Lists that overlap could be read many times over.
    guard entry.documentsAddress >= documentsEnd else { throw IndexError.damaged("the list overlaps the one before") }
    var total = 0
    walk.open(entry)
    isEndKnown = false
    defer { documentsEnd = walk.end }
    while try walk.next() {
      for index in 0..<walk.count {
        let document = Int(walk.document(index))
        let length = Int(lengths[document]) + walk.frequency(index)
        guard length <= IndexFormat.maximumDocumentLength else {
          throw IndexError.damaged("document \(document) would have more tokens than a document can")
        }
        lengths[document] = UInt32(length)
        total += walk.frequency(index)
      }
    }
    isEndKnown = true
    findings.log.report.postingCount += entry.documentFrequency
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
    // A group of 128 takes 17 bytes or more unless all its differences are 0, which only first tokens can have. So what
    // is on disk bounds the memory that the map takes.
    guard total <= 8 * reader.segment.stream(.positions).length + lengths.count else {
      findings.damage("\(total) tokens can have no positions in so few bytes", stream: .positions)
      return nil
    }
    return isIntact ? TokenMap(lengths: lengths, titleLengths: titleLengths, total: total) : nil
  }
}
