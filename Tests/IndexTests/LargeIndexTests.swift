import Postings
import TestSupport
import Testing

@testable import Index

/// Lists of many blocks, streams of several chunks.
@Suite struct LargeIndexTests {
  private func expectRoundTrip(
    _ documents: [IndexDocument], _ how: BuildOptions, storesDocuments: Bool = true,
    chunks: [StreamID: Int], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how, storesDocuments: storesDocuments)
    #expect(try check(directory.path).findings.isEmpty, sourceLocation: sourceLocation)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      let isEqual = try NaiveIndex(reading: snapshot) == NaiveIndex(documents, storesDocuments: storesDocuments)
      #expect(isEqual, sourceLocation: sourceLocation)
      let segment = try #require(snapshot.segments.first).segment
      for (stream, count) in chunks {
        #expect(segment.stream(stream).chunkCount >= count, "\(stream.name)", sourceLocation: sourceLocation)
      }
    }
  }

  /// 65,000 terms; every stream of the dictionary and of the lists has several chunks.
  @Test func manyTerms() throws {
    var random = SplitMix64(seed: 5)
    let documents = (0..<260).map { number in
      var text = ""
      for index in 0..<250 { text += "t\(number * 250 + index) " }
      for _ in 0..<800 { text += "t\(random.below(65_000)) " }
      return document(text)
    }
    let how = BuildOptions(name: "spilled", tokensPerRun: 60_000, leastCommonFrequency: 128)
    try expectRoundTrip(documents, how, chunks: [.terms: 2, .documents: 2, .stored: 2])
  }

  /// A document of 100,000 tokens among short ones.
  @Test(arguments: [BuildOptions.oneRun, .mergedOfMany])
  func longDocuments(how: BuildOptions) throws {
    var random = SplitMix64(seed: 6)
    let long = (0..<100_000).map { index in index % 7 == 0 ? "the" : "w\(random.below(2000))" }.joined(separator: " ")
    let documents = [document("the start"), document(long, title: "long"), document("the end"), document(long)]
    try expectRoundTrip(documents, how, chunks: [.positions: 2])
  }

  /// A title so long that its end counts as body.
  @Test func theLongestTitle() throws {
    let title = Array(repeating: "a", count: 65_540).joined(separator: " ")
    try expectRoundTrip([document("b", title: title)], .oneRun, chunks: [:])
  }

  /// More documents than a chunk of any array holds, and one term in all of them.
  @Test func manyDocuments() throws {
    let count = 140_000
    let documents = (0..<count).map { document("a", title: $0 % 1000 == 999 ? "t" : "") }
    let directory = try TemporaryDirectory()
    try build(documents, in: directory.path, storesDocuments: false)
    let report = try check(directory.path)
    #expect(report.findings.isEmpty && report.postingCount == count + count / 1000)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      let segment = try #require(snapshot.segments.first)
      #expect(segment.segment.stream(.norms).chunkCount == 2 && segment.segment.stream(.titleLengths).chunkCount == 3)
      let entry = try #require(try segment.terms.entry(of: Array("a".utf8)))
      let list = try segment.postings(of: entry)
      let norms = try segment.norms()
      for number in stride(from: 0, to: DocID(count), by: 997) {
        #expect(try list.advance(to: number) == number)
        let isTitled = number % 1000 == 999
        #expect(unsafe try Array(list.positions()) == [isTitled ? 101 : 0])
        #expect(norms[number] == (isTitled ? 2 : 1))
        #expect(try segment.titleLength(of: number) == (isTitled ? 1 : 0))
      }
      #expect(try list.advance(to: DocID(count)) == .exhausted)
    }
  }

  /// Stored documents over several chunks of offsets and blocks; records that span blocks.
  @Test(arguments: [BuildOptions.oneRun, BuildOptions(name: "merged", documentsPerSegment: 9000, isMerged: true)])
  func manyStoredDocuments(how: BuildOptions) throws {
    var random = SplitMix64(seed: 8)
    var documents = (0..<17_000).map { number in
      var document = IndexDocument()
      document.id = Array("\(number)".utf8)
      return document
    }
    // Bytes that do not compress, of several blocks.
    documents[16_500].url = (0..<100_000).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how)
    #expect(try check(directory.path).findings.isEmpty)
    try withSnapshot(of: directory.path) { (snapshot) throws in
      let segment = try #require(snapshot.segments.first)
      #expect(segment.segment.stream(.storedOffsets).chunkCount == 2)
      let stored = try segment.storedDocuments()
      for number in [0, 1, 8999, 9000, 16_383, 16_384, 16_499, 16_500, 16_501, 16_999] {
        #expect(try stored.document(DocID(number)) == documents[number])
        #expect(try stored.find(.id(documents[number].id)) == DocID(number))
      }
    }
  }
}
