import LMDB
import NearDuplicates
import Postings
import TestSupport
import TextAnalysis
import Testing

@testable import Index

/// The fingerprints of an index, and the table by which documents with the same keys are found.
@Suite struct FingerprintIndexTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private static func documents(_ count: Int, seed: UInt64) -> [IndexDocument] {
    var random = SplitMix64(seed: seed)
    let texts = ReprintedTexts.make(count, articles: count / 3, &random)
    return texts.enumerated().map { number, text in
      var input = document(number % 17 == 5 ? "" : text.body, title: text.title)
      input.id = Array("\(number)".utf8)
      return input
    }
  }

  /// A fingerprint by the public interface of what makes it.
  private static func fingerprint(of document: IndexDocument) -> Fingerprint {
    let analyzer = Analyzer()
    let tokens = analyzer.tokens(of: document.title) + analyzer.tokens(of: document.body)
    return Fingerprint(tokens: tokens.map { XXHash64.hash(Array($0.term).span) })
  }

  /// What a snapshot has of live documents, by all pairs.
  private func expect(_ snapshot: Snapshot, toAgreeWith documents: [UInt64: IndexDocument]) throws {
    let fingerprints = documents.mapValues(Self.fingerprint)
    var found: Set<UInt64> = []
    for segment in snapshot.segments {
      for number in 0..<DocID(segment.documentCount) where segment.deletions?.contains(number) != true {
        let ordinal = try segment.ordinal(of: number)
        let fingerprint = try #require(try segment.fingerprint(of: number))
        #expect(fingerprint == fingerprints[ordinal])
        found.insert(ordinal)
        let related = fingerprints.compactMapValues { fingerprint.relation(to: $0) }
        var reprints: [UInt64: Fingerprint.Relation] = [:]
        for other in snapshot.segments {
          try other.forEachReprint(of: fingerprint, checkpoint: {}) { document, relation in
            let ordinal = try other.ordinal(of: document)
            #expect(reprints.updateValue(relation, forKey: ordinal) == nil)
          }
        }
        #expect(reprints == related)
      }
    }
    #expect(found == Set(documents.keys))
  }

  @Test(arguments: BuildOptions.all) func theyAreThoseOfTheTextsHoweverTheIndexIsBuilt(options: BuildOptions) throws {
    let documents = Self.documents(90, seed: 3)
    try buildAndMerge(documents, in: directory.path, options)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      try expect(
        snapshot, toAgreeWith: Dictionary(uniqueKeysWithValues: documents.enumerated().map { (UInt64($0), $1) }))
    }
    #expect(try check(directory.path).findings.isEmpty)
  }

  /// So many that keys have buckets.
  @Test func manyDocuments() throws {
    let documents = Self.documents(530, seed: 4)
    #expect(KeyTableLayout(documentCount: documents.count).bucketBits == 2)
    try build(documents, in: directory.path)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      try expect(
        snapshot, toAgreeWith: Dictionary(uniqueKeysWithValues: documents.enumerated().map { (UInt64($0), $1) }))
    }
    #expect(try check(directory.path).findings.isEmpty)
  }

  @Test(arguments: [5, 6] as [UInt64]) func deletedDocumentsAreNobodysReprints(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let documents = Self.documents(120, seed: seed)
    var live: [UInt64: IndexDocument] = [:]
    let writer = try IndexWriter(directory: directory.path)
    let session = try writer.reader.makeSession()
    for start in stride(from: 0, to: documents.count, by: 20) {
      var changes = documents[start..<start + 20].map { IndexChange.put($0) }
      for number in start..<start + 20 { live[UInt64(number)] = documents[number] }
      for _ in 0..<6 {
        let number = random.below(start + 20)
        changes.append(.remove(.id(Array("\(number)".utf8))))
        live[UInt64(number)] = nil
      }
      _ = try writer.apply(changes)
      try session.withSnapshot { try expect($0, toAgreeWith: live) }
    }
    var policy = MergePolicy()
    (policy.segmentLimit, policy.greatestDeletedShare) = (1, 0)
    while let merge = try writer.makeMerge(policy, isAtRest: true) {
      try merge.run()
      try writer.publish(merge)
      try session.withSnapshot { try expect($0, toAgreeWith: live) }
    }
  }

  @Test func withoutStoredDocumentsThereAreNone() throws {
    let documents = Self.documents(30, seed: 7)
    try build(documents, in: directory.path, storesDocuments: false)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      let segment = snapshot.segments[0]
      #expect(!segment.hasFingerprints)
      #expect(try segment.fingerprint(of: 0) == nil)
      try segment.forEachReprint(of: Self.fingerprint(of: documents[0]), checkpoint: {}) { _, _ in
        Issue.record("nothing is known")
      }
    }
    // Merged with others that have them, there are none either.
    let writer = try IndexWriter(directory: directory.path)
    _ = try writer.apply(documents.map { .put($0) })
    var policy = MergePolicy()
    policy.segmentLimit = 1
    let merge = try #require(try writer.makeMerge(policy, isAtRest: true))
    try merge.run()
    try writer.publish(merge)
    try writer.reader.makeSession().withSnapshot { #expect(!$0.segments[0].hasFingerprints) }
  }

  @Test func documentsWithoutWordsAreNobodysReprints() throws {
    try build([document(""), document("…"), document("one word")], in: directory.path)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      let segment = snapshot.segments[0]
      for number in 0..<2 as Range<DocID> {
        try segment.forEachReprint(of: #require(try segment.fingerprint(of: number)), checkpoint: {}) { _, _ in
          Issue.record("a document without words has a reprint")
        }
      }
    }
  }

  /// A table that is wrong is found by the check, and is no trap for whoever reads it.
  @Test func changedBytesAreFound() throws {
    try build(Self.documents(400, seed: 8), in: directory.path)
    let environment = try Environment.scratch(directory.path)
    var random = SplitMix64(seed: 8)
    for round in 0..<24 {
      let stream = round % 3 == 0 ? StreamID.fingerprints : .fingerprintKeys
      let key = ChunkKey(segment: 1, stream: stream.rawValue, chunk: 0)
      let value = try environment.value(of: key)
      var changed = value
      // Half of all times in the directory of a slot.
      let place = round % 2 == 0 ? random.below(value.count) : random.below(8)
      changed[place] ^= UInt8(1 + random.below(255))
      let forger = IndexForger(environment: environment)
      try forger.replace(key, with: changed)
      let report = try IndexChecker(environment: environment).check()
      #expect(!report.isSound, "byte \(place) of \(stream)")
      try IndexReader(environment: environment).makeSession().withSnapshot { (snapshot) throws in
        let segment = snapshot.segments[0]
        for _ in 0..<40 {
          let number = DocID(random.below(segment.documentCount))
          do {
            let fingerprint = try #require(try segment.fingerprint(of: number))
            try segment.forEachReprint(of: fingerprint, checkpoint: {}) { found, _ in #expect(found < 400) }
          } catch is IndexError {
          } catch is PostingsError {
          }
        }
      }
      try forger.replace(key, with: value)
    }
    #expect(try IndexChecker(environment: environment).check().findings.isEmpty)
  }
}
