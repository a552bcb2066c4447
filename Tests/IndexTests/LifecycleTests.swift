import LMDB
import Postings
import TestSupport
import TextAnalysis
import Testing

@testable import Index

/// Indexes that are replaced, abandoned, foreign or not there.
@Suite struct LifecycleTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func terms() throws -> Set<String> {
    try withSnapshot(of: directory.path) { (snapshot) throws in
      Set(try NaiveIndex(reading: snapshot).postings.keys.map { String(decoding: $0, as: UTF8.self) })
    }
  }

  private func expectUnchanged(_ body: () throws -> Void) throws {
    let before = try values(in: directory.path)
    try body()
    expectEqual(try values(in: directory.path), before)
  }

  // MARK: What is not an index

  @Test func noIndexIsMissing() throws {
    let path = directory.path(of: "none")
    #expect(throws: IndexError.missing(directory: path)) { try IndexReader(directory: path) }
    #expect(throws: IndexError.missing(directory: path)) { try IndexChecker(directory: path) }
    #expect(throws: IndexError.missing(directory: path)) { try SegmentMerger(directory: path).mergeAll() }
    try directory.write([], to: "empty/data.mdb")
    #expect(throws: IndexError.missing(directory: directory.path(of: "empty"))) {
      try IndexReader(directory: directory.path(of: "empty"))
    }
    try build([document("new")], in: directory.path(of: "empty"))
    #expect(try check(directory.path(of: "empty")).findings.isEmpty)
  }

  @Test func noManifestIsNoIndex() throws {
    try build([document("one")], in: directory.path)
    try Environment.scratch(directory.path).delete(.manifest)
    let error = IndexError.notAnIndex(
      "its first build was not finished, or another program wrote it; build the index with quod build")
    #expect(throws: error) { try IndexReader(directory: directory.path) }
    #expect(throws: error) { try check(directory.path) }
    try expectUnchanged {
      #expect(throws: error) { try SegmentMerger(directory: directory.path).mergeAll() }
    }
    try build([document("two")], in: directory.path)
    #expect(try terms() == ["two"])
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test func dataOfAnotherProgramAreLeftAlone() throws {
    do {
      let environment = try Environment.scratch(directory.path)
      try environment.write { (transaction) throws in
        let bytes = Array("something else".utf8)
        try unsafe bytes.withUnsafeBytes { unsafe try transaction.put($0, $0) }
      }
    }
    #expect(throws: IndexError.self) { try IndexReader(directory: directory.path) }
    #expect(throws: IndexError.notAnIndex("the database holds data of another program")) {
      try IndexBuilder(directory: directory.path)
    }
    let environment = try Environment.scratch(directory.path)
    #expect(try environment.info.entries == 1)
  }

  @Test func aNewerFormatIsRefusedAndUntouched() throws {
    try build([document("one"), document("two")], in: directory.path, BuildOptions(name: "", documentsPerSegment: 1))
    do {
      let environment = try Environment.scratch(directory.path)
      var manifest = try environment.value(of: .manifest)
      manifest[8] = UInt8(IndexFormat.version) + 1
      try IndexForger(environment: environment).replace(.manifest, with: manifest)
    }
    let error = IndexError.unsupportedFormat(found: IndexFormat.version + 1, supported: IndexFormat.version)
    try expectUnchanged {
      #expect(throws: error) { try IndexReader(directory: directory.path) }
      #expect(throws: error) { try check(directory.path) }
      #expect(throws: error) { try IndexStatistics(directory: directory.path) }
      #expect(throws: error) { try IndexBuilder(directory: directory.path) }
      #expect(throws: error) { try SegmentMerger(directory: directory.path).mergeAll() }
    }
    #expect(error.description.contains("newer"))
  }

  @Test func anOlderFormatIsRefusedUntilItIsReplaced() throws {
    try build([document("one"), document("two")], in: directory.path, BuildOptions(name: "", documentsPerSegment: 1))
    do {
      let environment = try Environment.scratch(directory.path)
      var manifest = try environment.value(of: .manifest)
      manifest[8] = UInt8(IndexFormat.version) - 1
      try IndexForger(environment: environment).replace(.manifest, with: manifest)
    }
    let error = IndexError.unsupportedFormat(found: IndexFormat.version - 1, supported: IndexFormat.version)
    try expectUnchanged {
      #expect(throws: error) { try IndexReader(directory: directory.path) }
      #expect(throws: error) { try check(directory.path) }
      #expect(throws: error) { try IndexStatistics(directory: directory.path) }
      #expect(throws: error) { try SegmentMerger(directory: directory.path).mergeAll() }
    }
    #expect(error.description.contains("rebuild it with quod build"))
    try build([document("three")], in: directory.path)
    #expect(try terms() == ["three"])
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test func anUnreadableManifestKeepsAMergeAwayButNotABuild() throws {
    try build([document("one"), document("two")], in: directory.path, BuildOptions(name: "", documentsPerSegment: 1))
    do {
      let environment = try Environment.scratch(directory.path)
      var manifest = try environment.value(of: .manifest)
      manifest[20] ^= 1
      try environment.put(.manifest, manifest)
    }
    try expectUnchanged {
      #expect(throws: IndexError.self) { try SegmentMerger(directory: directory.path).mergeAll() }
    }
    #expect(try !check(directory.path).isSound)
    try build([document("three")], in: directory.path)
    #expect(try terms() == ["three"])
    #expect(try check(directory.path).findings.isEmpty)
  }

  // MARK: Builds

  @Test func anAbandonedBuildLeavesTheOldIndex() throws {
    try build([document("old")], in: directory.path)
    var random = SplitMix64(seed: 1)
    // Bytes that do not compress, enough of them to be written in transactions before the end.
    var noise = document("new")
    noise.url = (0..<1 << 20).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    do {
      var options = IndexBuilder.Options()
      options.memoryBudget = 0
      let builder = try IndexBuilder(directory: directory.path, options: options)
      try builder.add(document("spilled"))
      for _ in 0..<18 { try builder.add(noise) }
    }
    #expect(try terms() == ["old"])
    let report = try check(directory.path)
    #expect(report.isSound && report.findings.map(\.severity) == [.note] && report.findings[0].segment == 2)

    // What a killed build leaves of its scratch data is swept away too.
    try directory.write("rubbish", to: "spill/data.mdb")
    try build([document("newer")], in: directory.path)
    #expect(try terms() == ["newer"])
    #expect(try check(directory.path).findings.isEmpty)
    #expect(throws: (any Error).self) { try directory.contents(of: "spill/data.mdb") }
  }

  @Test func aBuildReplacesWhatWasThere() throws {
    for (number, word) in ["first", "second", "third"].enumerated() {
      try build([document(word), document(word)], in: directory.path, BuildOptions(name: "", documentsPerSegment: 1))
      #expect(try terms() == [word])
      #expect(try check(directory.path).findings.isEmpty)
      try withSnapshot(of: directory.path) { (snapshot) throws in
        #expect(snapshot.manifest.epoch == UInt64(number + 1))
        #expect(snapshot.segments.map(\.id) == [UInt32(2 * number + 1), UInt32(2 * number + 2)])
      }
    }
  }

  @Test func aBuilderMayPublishAgainAndAgain() throws {
    var source = RandomDocuments(seed: 31)
    let documents = source.make(90)
    do {
      let builder = try IndexBuilder(directory: directory.path)
      for (number, document) in documents.enumerated() {
        try builder.add(document)
        if number % 30 == 29 { try builder.finish() }
      }
      try builder.finish()
      #expect(builder.documentCount == 90)
    }
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(snapshot.segments.count == 3 && snapshot.manifest.epoch == 4)
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents))
    }
  }

  @Test func aDocumentThatIsTooLargeIsLeftOut() throws {
    do {
      let builder = try IndexBuilder(directory: directory.path)
      try builder.add(document("small"))
      var large = IndexDocument()
      large.body = [UInt8](repeating: 0x20, count: IndexFormat.maximumDocumentSize + 1)
      #expect(throws: IndexError.self) { try builder.add(large) }
      try builder.add(document("also"))
      try builder.finish()
    }
    #expect(try terms() == ["small", "also"])
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test func mergingOneSegmentChangesNothing() throws {
    try build([document("one"), document("two")], in: directory.path)
    try expectUnchanged { try SegmentMerger(directory: directory.path).mergeAll() }
  }

  // MARK: Readers beside writers

  /// A segment of documents with short bodies and no titles.
  private func segment(of bodies: [String], in store: IndexStore) throws -> FinishedSegment {
    let builder = try SegmentBuilder(
      writer: store.makeSegment(), firstOrdinal: 0, options: .init(), spillDirectory: directory.path(of: "spill"))
    let tokens = DocumentTokens()
    for body in bodies { _ = try builder.add(document(body), tokens) }
    return try builder.finish()
  }

  @Test func aSnapshotOutlivesTheReplacementOfItsIndex() throws {
    let store = try IndexStore(directory: directory.path, analyzerFingerprint: Analyzer.fingerprint)
    let reader = IndexReader(environment: store.environment)
    let bodies = (0..<20).map { round in (0..<60).map { "round\(round) document\($0)" } }
    try store.publish([.new(segment(of: bodies[0], in: store))], nextOrdinal: 60, analyzerFingerprint: 1)
    let session = try reader.makeSession()
    let other = try reader.makeSession()
    for round in 1..<20 {
      let expected = NaiveIndex(bodies[round - 1].map { document($0) })
      try session.withSnapshot { (snapshot) throws in
        try store.publish([.new(segment(of: bodies[round], in: store))], nextOrdinal: 60, analyzerFingerprint: 1)
        try other.withSnapshot { (newer) throws in
          #expect(newer.manifest.epoch == snapshot.manifest.epoch + 1)
          #expect(try NaiveIndex(reading: newer) == NaiveIndex(bodies[round].map { document($0) }))
        }
        #expect(try NaiveIndex(reading: snapshot) == expected)
      }
    }
  }

  /// A small chunk shares its page with other values. When these are written, it moves, and its old place is used again.
  @Test func smallChunksStayReadableWhileTheirNeighboursAreWritten() throws {
    var source = RandomDocuments(seed: 41)
    let documents = source.make(20)
    try build(documents, in: directory.path)
    let environment = try Environment.scratch(directory.path)
    let session = try IndexReader(environment: environment).makeSession()
    let expected = NaiveIndex(documents)
    for round in UInt8(0)..<20 {
      try session.withSnapshot { (snapshot) throws in #expect(try NaiveIndex(reading: snapshot) == expected) }
      for stream in UInt8(1)...12 {
        try environment.put(
          ChunkKey(segment: 7, stream: stream, chunk: UInt32(round)), [UInt8](repeating: round, count: 700))
      }
    }
  }

  /// An index that was built over an unreadable one counts its segments anew: a number may come twice.
  @Test func aSegmentIsKnownByMoreThanItsNumber() throws {
    let otherDirectory = try TemporaryDirectory()
    try build([document("old")], in: directory.path)
    try build([document("new"), document("new")], in: otherDirectory.path)
    let environment = try Environment.scratch(directory.path)
    let session = try IndexReader(environment: environment).makeSession()
    try session.withSnapshot { (snapshot) throws in #expect(try snapshot.documentFrequency(of: Array("old".utf8)) == 1)
    }
    for (key, value) in try values(in: otherDirectory.path) { try environment.put(key, value) }
    try session.withSnapshot { (snapshot) throws in
      #expect(try snapshot.documentFrequency(of: Array("old".utf8)) == 0)
      #expect(try snapshot.documentFrequency(of: Array("new".utf8)) == 2)
    }
  }
}
