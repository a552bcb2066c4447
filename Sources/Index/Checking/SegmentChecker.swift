import Postings

/// Verifies one segment.
struct SegmentChecker {
  private let reader: SegmentReader
  private let findings: SegmentFindings
  private let memoryBudget: Int
  private let isAnalyzedAsToday: Bool

  /// - Parameters:
  ///   - reader: the segment.
  ///   - log: where findings go.
  ///   - memoryBudget: bytes of memory for the texts of common terms.
  ///   - isAnalyzedAsToday: whether the documents were cut into words by today's rules.
  init(reader: SegmentReader, log: FindingLog, memoryBudget: Int, isAnalyzedAsToday: Bool) {
    self.isAnalyzedAsToday = isAnalyzedAsToday
    self.reader = reader
    self.memoryBudget = memoryBudget
    findings = SegmentFindings(log: log, segment: reader.id)
  }

  /// Looks at the checksums, then at what the bytes say wherever these are right.
  func check(ordinals: inout OrdinalsChecker, progress: (CheckProgress) throws -> Void) throws {
    let damaged = try damagedStreams(progress)
    let dictionaries: [StreamID] = [.terms, .termIndex, .phrases, .phraseIndex]
    try ifIntact(dictionaries, damaged) {
      let termCount = try TermsChecker(reader: reader, dictionary: reader.terms, findings: findings).check(progress)
      let phraseCount = try TermsChecker(reader: reader, dictionary: reader.phrases, findings: findings).check(progress)
      guard let termCount, let phraseCount else { return }
      findings.log.report.termCount += termCount
      findings.log.report.phraseCount += phraseCount
      let lists: [StreamID] = [.documents, .positions, .skips, .impacts, .norms, .titleLengths, .commonTerms]
      try ifIntact(lists, damaged) {
        _ = try findings.attempt {
          try PostingsChecker(reader: reader, findings: findings, memoryBudget: memoryBudget).check(progress)
        }
      }
    }
    try ifIntact([.ordinals], damaged) {
      _ = try findings.attempt(stream: .ordinals) { try ordinals.check(reader, findings: findings) }
    }
    let stored: [StreamID] = [
      .stored, .storedIndex, .storedOffsets, .ordinals, .documentKeys, .sourceOffsets, .sourceOffsetsIndex,
      .sourceMapOffsets, .fingerprints,
    ]
    try ifIntact(stored, damaged) {
      _ = try findings.attempt {
        try StoredChecker(reader: reader, findings: findings, isAnalyzedAsToday: isAnalyzedAsToday).check(progress)
      }
    }
    try ifIntact([.fingerprints, .fingerprintKeys], damaged) {
      _ = try findings.attempt { try FingerprintsChecker(reader: reader, findings: findings).check(progress) }
    }
  }

  private func damagedStreams(_ progress: (CheckProgress) throws -> Void) throws -> Set<StreamID> {
    let streams = reader.segment.descriptor.streams.map { reader.segment.stream($0.id) }
    let total = streams.reduce(0) { $0 + $1.chunkCount }
    var completed = 0
    var damaged: Set<StreamID> = []
    for stream in streams {
      for chunk in 0..<stream.chunkCount {
        let isIntact = try findings.attempt(stream: stream.id, chunk: chunk) {
          findings.log.report.byteCount += unsafe try stream.chunk(chunk, in: reader.transaction).count
        }
        if !isIntact { damaged.insert(stream.id) }
        findings.log.report.chunkCount += 1
        completed += 1
        try progress(CheckProgress(segment: reader.id, step: .checksums, completed: completed, total: total))
      }
    }
    return damaged
  }

  /// Runs `body` unless a stream that it reads is known to be damaged: what it found would only repeat that.
  private func ifIntact(_ streams: [StreamID], _ damaged: Set<StreamID>, _ body: () throws -> Void) throws {
    guard damaged.isDisjoint(with: streams) else {
      return findings.note("not looked into any further: " + streams.map(\.name).joined(separator: ", "))
    }
    try body()
  }
}

extension SegmentReader {
  /// Whether a unit at `address` may follow what ends at `end`: at once, or at the start of the next chunk behind zeros.
  func isUnit(at address: Int, of stream: StreamID, behind end: Int) throws -> Bool {
    if address == end { return true }
    let left = stream.chunkCapacity - end % stream.chunkCapacity
    guard address > end, address - end == left else { return false }
    return unsafe try window(stream, at: end).allSatisfy { $0 == 0 }
  }
}
