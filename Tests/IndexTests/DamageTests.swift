import LMDB
import Postings
import TestSupport
import Testing

@testable import Index

/// No damaged byte goes unnoticed, and none ends the process.
@Suite struct DamageTests {
  private let directory: TemporaryDirectory
  private let environment: Environment
  private let documents: [IndexDocument]
  private let values: [(key: ChunkKey, value: [UInt8])]

  /// An index of two segments, with full blocks and several groups of positions in its lists, and one chunk of each
  /// stream, ordinals among them, because documents are reordered.
  init() throws {
    directory = try TemporaryDirectory()
    var source = RandomDocuments(seed: 21)
    source.maximumLength = 12
    source.vocabularySize = 40
    var documents = source.make(170)
    for number in documents.indices where number % 20 > 0 { documents[number].body += Array(" every".utf8) }
    documents.append(document(String(repeating: "again and ", count: 100), title: "again"))
    self.documents = documents
    try build(
      documents, in: directory.path,
      BuildOptions(name: "two segments", documentsPerSegment: 150, isReordered: true, leastCommonFrequency: 12))
    environment = try Environment.scratch(directory.path)
    values = try environment.values()
  }

  /// Puts back what was there.
  private func restore() throws {
    try environment.write { (transaction) throws in
      for (key, value) in values {
        try unsafe key.withBytes { key in try unsafe value.withUnsafeBytes { unsafe try transaction.put(key, $0) } }
      }
    }
  }

  private func report() throws -> CheckReport? {
    do {
      return try IndexChecker(environment: environment).check()
    } catch is IndexError {
      return nil
    }
  }

  private var isNoticedByCheck: Bool {
    get throws { try report()?.isSound != true }
  }

  /// Reads everything; nil if that fails as it should.
  private func read() throws -> NaiveIndex? {
    do {
      return try IndexReader(environment: environment).makeSession().withSnapshot { try NaiveIndex(reading: $0) }
    } catch {
      guard error is IndexError || error is PostingsError || error is NaiveIndex.OrdinalError else { throw error }
      return nil
    }
  }

  @Test func theIndexIsSound() throws {
    #expect(try report()?.findings == [])
    #expect(try read() == NaiveIndex(documents))
    let streams = Set(values.map(\.key.stream))
    #expect(streams == Set(Array(0...15) + [17, 18, 19, 20, 22, 23]))
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyFlippedByteIsNoticed(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    for (key, value) in values {
      for _ in 0..<(key == .manifest ? 30 : 4) {
        var changed = value
        changed[random.below(value.count)] ^= UInt8(1 + random.below(255))
        try environment.put(key, changed)
        #expect(try isNoticedByCheck, "\(key)")
        _ = try read()
      }
      try environment.put(key, value)
    }
    #expect(try report()?.isSound == true)
  }

  /// With all checksums mended, what is read is wrong only where the check says so.
  @Test(arguments: 0..<4 as Range<UInt64>)
  func everyForgedByteIsNoticedOrHarmless(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let expected = NaiveIndex(documents)
    let forger = IndexForger(environment: environment)
    for (key, value) in values {
      for _ in 0..<3 {
        var changed = value
        for _ in 0..<(1 + random.below(3)) {
          // The ends of streams hold what the middle does not.
          let place = random.below(3) == 0 ? random.below(min(value.count, 16)) : random.below(value.count)
          changed[place] =
            random.below(2) == 0 ? changed[place] ^ 1 << UInt8(random.below(8)) : [0, 0xFF, 0x80][random.below(3)]
        }
        try forger.replace(key, with: changed)
        let isNoticed = try isNoticedByCheck
        let found = try read()
        if !isNoticed {
          let isHarmless = found.map { areEqual($0, expected, butFor: key.stream) } ?? false
          #expect(isHarmless, "\(key)")
        }
        try restore()
      }
    }
  }

  /// Nothing else tells the text of a stored document, what its maps say, the spelling of a term, or whether a text is a title.
  private func areEqual(_ found: NaiveIndex, _ expected: NaiveIndex, butFor stream: UInt8) -> Bool {
    var found = found
    switch StreamID(rawValue: stream) {
    case .stored, .sourceOffsets: found.documents = expected.documents
    case .terms, .phrases: found.postings = expected.postings
    case .titleLengths: found.titleLengths = expected.titleLengths
    default: break
    }
    return found == expected
  }

  @Test func cutAndLongerAndMissingAndSurplusValuesAreNoticed() throws {
    for (key, value) in values {
      for changed in [Array(value.dropLast()), value + [0], Array(value.prefix(3)), []] {
        try environment.put(key, changed)
        #expect(try isNoticedByCheck, "\(key)")
        _ = try read()
      }
      try environment.delete(key)
      #expect(try isNoticedByCheck, "\(key)")
      _ = try read()
      try environment.put(key, value)
    }
    for key in [
      ChunkKey(segment: 0, stream: 0, chunk: 1), ChunkKey(segment: 1, stream: 1, chunk: 1),
      ChunkKey(segment: 2, stream: 0, chunk: 1), ChunkKey(segment: 1, stream: 200, chunk: 0),
    ] {
      try environment.put(key, [1])
      #expect(try isNoticedByCheck, "\(key)")
      try environment.delete(key)
    }
    // A segment that is not published is no damage.
    try environment.put(ChunkKey(segment: 9, stream: 1, chunk: 0), [1])
    let report = try #require(try report())
    #expect(report.isSound && report.findings.map(\.severity) == [.note] && report.findings.map(\.segment) == [9])
  }

  @Test func aFindingSaysWhere() throws {
    let (key, value) = try #require(values.first { $0.key.stream == StreamID.positions.rawValue })
    var changed = value
    changed[value.count / 2] ^= 1
    try environment.put(key, changed)
    let finding = try #require(try report()?.findings.first)
    #expect(finding.segment == key.segment && finding.stream == .positions && finding.chunk == 0)
    #expect(finding.severity == .damage)
    #expect(finding.description.hasPrefix("damaged: segment 1, positions, chunk 0: "))

    try IndexForger(environment: environment).replace(key, with: changed)
    let forged = try #require(try report()?.findings.first)
    #expect(forged.segment == key.segment && forged.term != nil)
  }

  /// The norm of one document, the title length of another, the key of a third.
  @Test func findingsGoOnBehindTheFirst() throws {
    let forger = IndexForger(environment: environment)
    for stream in [StreamID.norms, .titleLengths, .documentKeys] {
      let key = ChunkKey(segment: 1, stream: stream.rawValue, chunk: 0)
      var value = try environment.value(of: key)
      for index in stride(from: 0, to: value.count, by: 24) { value[index] ^= 1 }
      try forger.replace(key, with: value)
    }
    let report = try #require(try report())
    #expect(report.damageCount > 10 && report.damageCount == report.findings.filter { $0.severity == .damage }.count)
    for stream in [StreamID.norms, .documentKeys] { #expect(report.findings.contains { $0.stream == stream }) }
    #expect(report.findings.contains { $0.document != nil })
  }

  /// What is wrong with phrases and impacts, where nothing else is.
  @Test func phrasesAndImpactsAreVerified() throws {
    let forger = IndexForger(environment: environment)
    func findings(_ stream: StreamID, _ change: (inout [UInt8]) -> Void) throws -> [IndexFinding] {
      let key = ChunkKey(segment: 1, stream: stream.rawValue, chunk: 0)
      let original = try environment.value(of: key)
      var value = original
      change(&value)
      try forger.replace(key, with: value)
      defer { try? restore() }
      return try #require(try report()).findings
    }
    func expect(_ stream: StreamID, _ message: String, _ change: (inout [UInt8]) -> Void) throws {
      let found = try findings(stream, change)
      #expect(found.contains { $0.message.contains(message) }, "\(found.prefix(3))")
    }
    // The least frequency of parts: more phrases are to have lists, or fewer.
    try expect(.commonTerms, "has no list") { $0[0] = 1 }
    try expect(.commonTerms, "not the 0 that the positions") { $0[0] = 200 }
    // Another word in the place of a common one.
    try expect(.commonTerms, "in no document") { $0[$0.count - 1] = 0xFF }
    try expect(.commonTerms, "not made of common terms") { $0[$0.count - 1] = 0xFF }
    // The first pair of an entry, the greatest bound there could be, and no bound.
    try expect(.impacts, "that of none of its postings") {
      $0[0] = 255
      $0[8] = 0
    }
    try expect(.impacts, "does not bound") { for index in 0..<8 { $0[index] = 0 } }
    try expect(.impacts, "behind its end") {
      for index in 0..<8 { $0[index] = index == 0 || index == 7 ? 255 : 0 }
    }
    try expect(.skips, "skip entry") { $0[0] ^= 1 }
    #expect(try report()?.findings == [])
  }

  @Test func aCheckTellsItsProgressAndCanBeEnded() throws {
    struct Stop: Error {}
    var steps: [CheckProgress.Step] = []
    let report = try IndexChecker(environment: environment).check { progress in
      #expect(progress.completed > 0 && progress.completed <= progress.total)
      if steps.last != progress.step { steps.append(progress.step) }
    }
    let all: [CheckProgress.Step] = [
      .checksums, .terms, .documents, .positions, .phrases, .storedDocuments, .fingerprints,
    ]
    #expect(steps == all + all)
    #expect(report.segmentCount == 2 && report.chunkCount == values.count - 3)
    #expect(throws: Stop.self) { try IndexChecker(environment: environment).check { _ in throw Stop() } }
  }
}
