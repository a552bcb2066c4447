import LMDB
import Postings
import TestSupport
import Testing

@testable import Index

/// What threads do in a build leaves no trace in the index.
@Suite struct BuildThreadTests {
  private func documents() -> [IndexDocument] {
    var source = RandomDocuments(seed: 77)
    // Few words, so that there are phrases of common terms.
    source.vocabularySize = 60
    return source.make(400)
  }

  /// Lists of phrases are made beside those of terms where memory has room for both, else after them.
  @Test func phrasesAreTheSameBesideAndAfterTerms() throws {
    let documents = documents()
    func values(_ budget: Int) throws -> [(key: ChunkKey, value: [UInt8])] {
      let directory = try TemporaryDirectory()
      try buildWithin(budget, documents, in: directory.path)
      return try IndexTests.values(in: directory.path)
    }
    // Room for a token for each byte, so that no run is spilled, but not for phrases beside.
    let byteCount = documents.reduce(0) { $0 + $1.byteCount }
    let tight = InvertedBuffer().byteCount + 12 * byteCount
    expectEqual(try values(tight), try values(tight + (64 << 20)))
  }

  private func buildWithin(_ memoryBudget: Int, _ documents: [IndexDocument], in directory: String) throws {
    var options = IndexBuilder.Options()
    options.memoryBudget = memoryBudget
    options.leastCommonFrequency = 3
    let builder = try IndexBuilder(directory: directory, options: options)
    for document in documents { try builder.add(document) }
    try builder.finish()
  }

  /// A document whose blocks go to the thread in many batches, between such that are less than a block.
  @Test func aHugeDocumentAmongTinyOnes() throws {
    var random = SplitMix64(seed: 78)
    var documents = (0..<300).map { document("tiny \($0)") }
    let huge = (0..<100_000).map { _ in "w\(random.next() % 5000)" }.joined(separator: " ")
    documents.insert(document(huge, title: "huge"), at: 150)
    let first = try TemporaryDirectory()
    let second = try TemporaryDirectory()
    try build(documents, in: first.path)
    try build(documents, in: second.path)
    expectEqual(try values(in: first.path), try values(in: second.path))
    #expect(try check(first.path).findings.isEmpty)
    try withSnapshot(of: first.path) { snapshot in
      let stored = try snapshot.segments[0].storedDocuments()
      for number in [0, 149, 150, 151, 300] {
        #expect(try stored.document(DocID(number)).body == documents[number].body)
      }
    }
  }

  /// Builders that are let go of at any moment leave the directory to the next.
  @Test func buildersThatAreDropped() throws {
    let directory = try TemporaryDirectory()
    let text = document(String(repeating: "some words of a text ", count: 20_000))
    for count in [0, 1, 3, 12] {
      let builder = try IndexBuilder(directory: directory.path)
      for _ in 0..<count { try builder.add(text) }
    }
    try build([text], in: directory.path)
    #expect(try check(directory.path).findings.isEmpty)
  }
}
