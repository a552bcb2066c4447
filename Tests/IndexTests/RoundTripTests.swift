import Postings
import TestSupport
import Testing

@testable import Index

/// What goes in comes out, however the index was built.
@Suite struct RoundTripTests {
  @Test(arguments: BuildOptions.all, [UInt64(1), 2])
  func everythingComesBack(how: BuildOptions, seed: UInt64) throws {
    var source = RandomDocuments(seed: seed)
    let documents = source.make(150)
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how)

    let report = try check(directory.path)
    #expect(report.findings.isEmpty)
    let expected = NaiveIndex(documents)
    #expect(report.documentCount == 150)
    #expect(report.positionCount == Int(expected.totalLength))
    #expect(report.postingCount == expected.postings.values.reduce(0) { $0 + $1.count })
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == expected)
      let segmentCount = how.isMerged ? 1 : (149 / min(how.documentsPerSegment, 150)) + 1
      #expect(snapshot.segments.count == segmentCount)
      try expectLookups(in: snapshot, expected)
    }
  }

  /// A merge compares terms by their first bytes as far as that is enough.
  @Test func termsWithOneBeginningAreMergedInOrder() throws {
    var random = SplitMix64(seed: 8)
    let documents = (0..<60).map { _ in
      let words = (0..<8).map { _ in
        String(repeating: "a", count: 5 + random.below(4)) + ["", "b", "bb", "c"][random.below(4)]
      }
      return document(words.joined(separator: " "))
    }
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, .mergedByCopying)
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents))
    }
  }

  /// Looks up every term and some that are not there, and every document by its ordinal, id and path.
  private func expectLookups(in snapshot: Snapshot, _ expected: NaiveIndex) throws {
    for (term, postings) in expected.postings {
      #expect(try snapshot.documentFrequency(of: term) == postings.count)
      #expect(try snapshot.documentFrequency(of: term + [0]) == 0)
      #expect(
        try snapshot.documentFrequency(of: Array(term.dropLast())) == expected.postings[Array(term.dropLast())]?.count
          ?? 0)
    }
    #expect(try snapshot.documentFrequency(of: []) == 0)
    #expect(try snapshot.documentFrequency(of: [0xFF, 0xFF]) == 0)
    for segment in snapshot.segments {
      let stored = try segment.storedDocuments()
      for number in 0..<DocID(segment.documentCount) {
        let ordinal = try segment.ordinal(of: number)
        #expect(try segment.document(ordinal: ordinal) == number)
        let document = expected.documents[Int(ordinal)]
        #expect(try stored.document(number, bodyLimit: 10).body == Array(document.body.prefix(10)))
        if !document.id.isEmpty { #expect(try stored.find(.id(document.id)) == number) }
        if document.id.isEmpty, !document.path.isEmpty {
          let found = try #require(try stored.find(.path(document.path)))
          #expect(try stored.document(found).path == document.path)
          #expect(try segment.ordinal(of: found) <= ordinal)
        }
      }
      #expect(try segment.document(ordinal: UInt64(expected.documents.count)) == nil)
      #expect(try stored.find(.id(Array("id-none".utf8))) == nil)
      #expect(try stored.find(.path(Array("id-1".utf8))) == nil)
    }
  }

  @Test(arguments: [BuildOptions.oneRun, .segmented])
  func termsAscendFromAnyStart(how: BuildOptions) throws {
    var source = RandomDocuments(seed: 3)
    let directory = try TemporaryDirectory()
    try build(source.make(150), in: directory.path, how)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      for segment in snapshot.segments {
        let all = try terms(segment.terms.cursor())
        #expect(all.count == segment.terms.count)
        #expect(zip(all, all.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
        let starts = all + all.map { $0 + [0] } + all.map { Array($0.dropLast()) } + [[], [0xFF]]
        for start in starts {
          let cursor = try segment.terms.cursor(from: start)
          let first = try cursor.next() ? Array(cursor.term) : nil
          #expect(first == all.first { !$0.lexicographicallyPrecedes(start) })
        }
      }
    }
  }

  private func terms(_ cursor: TermCursor) throws -> [[UInt8]] {
    var terms: [[UInt8]] = []
    while try cursor.next() { terms.append(Array(cursor.term)) }
    return terms
  }

  @Test(arguments: [BuildOptions.oneRun, .spilled, .merged, .reordered, .mergedReordering])
  func withoutStoredDocuments(how: BuildOptions) throws {
    var source = RandomDocuments(seed: 4)
    let documents = source.make(120)
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how, storesDocuments: false)
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents, storesDocuments: false))
      for segment in snapshot.segments { #expect(try !segment.storedDocuments().isAvailable) }
    }
  }

  @Test func anEmptyIndex() throws {
    let directory = try TemporaryDirectory()
    try build([], in: directory.path)
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      #expect(try NaiveIndex(reading: snapshot) == NaiveIndex())
      #expect(snapshot.segments.isEmpty && snapshot.manifest.epoch == 1)
    }
    let statistics = try IndexStatistics(directory: directory.path)
    #expect(statistics.documentCount == 0 && statistics.textByteCount == 0 && statistics.sizeRatio == nil)
  }

  /// Documents without tokens, with a title alone, with a title of nothing but punctuation.
  @Test(arguments: [BuildOptions.oneRun, .spilledEachDocument, .mergedOfMany] + BuildOptions.allReordered)
  func sparseDocuments(how: BuildOptions) throws {
    let bodies = [
      document(""), document("", title: "only a title"), document("... !!"), document("body", title: "–"),
      document("one"), document("title", title: "title"), document(""), document("", title: ""),
    ]
    for documents in [bodies, [document("")], [document("", title: "t")], Array(bodies.reversed())] {
      let directory = try TemporaryDirectory()
      try buildAndMerge(documents, in: directory.path, how)
      #expect(try check(directory.path).findings.isEmpty)
      try withSnapshot(of: directory.path) { (snapshot) throws in
        #expect(try NaiveIndex(reading: snapshot) == NaiveIndex(documents))
      }
    }
  }

  @Test func noPhraseCrossesFromTitleToBody() throws {
    let directory = try TemporaryDirectory()
    try build([document("b c", title: "a")], in: directory.path)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      let read = try NaiveIndex(reading: snapshot)
      #expect(read.postings[Array("a".utf8)]?.first?.positions == [0])
      #expect(read.postings[Array("b".utf8)]?.first?.positions == [101])
      #expect(read.postings[Array("c".utf8)]?.first?.positions == [102])
    }
  }
}
