import LMDB
import TestSupport
import Testing

@testable import Index

@Suite struct StatisticsTests {
  @Test(arguments: [BuildOptions.oneRun, .segmented, .merged])
  func figuresAddUp(how: BuildOptions) throws {
    var source = RandomDocuments(seed: 51)
    let documents = source.make(150)
    let directory = try TemporaryDirectory()
    try buildAndMerge(documents, in: directory.path, how)
    let values = try values(in: directory.path)
    let expected = NaiveIndex(documents)

    let statistics = try IndexStatistics(directory: directory.path)
    #expect(statistics.documentCount == 150)
    #expect(statistics.positionCount == expected.totalLength)
    #expect(statistics.postingCount == expected.postings.values.reduce(0) { $0 + $1.count })
    #expect(statistics.textByteCount == documents.reduce(0) { $0 + $1.title.count + $1.body.count })
    #expect(statistics.segments.reduce(0) { $0 + $1.nonemptyDocumentCount } == expected.nonemptyCount)
    if statistics.segments.count == 1 { #expect(statistics.termCount == expected.postings.count) }

    let streams = statistics.segments.flatMap(\.streams)
    let chunks = values.filter { $0.key.stream > 0 }
    #expect(streams.reduce(0) { $0 + $1.chunkCount } == chunks.count)
    #expect(streams.reduce(0) { $0 + $1.byteCount } == chunks.reduce(0) { $0 + $1.value.count })
    #expect(streams.allSatisfy { $0.pageByteCount >= $0.byteCount })

    let phrases = statistics.phrases
    #expect(phrases.count > 20 && phrases.commonTermCount > 5 && phrases.postingCount >= phrases.count)
    let dictionaries = streams.filter { [.phrases, .phraseIndex, .commonTerms].contains($0.id) }
    #expect(phrases.byteCount > dictionaries.reduce(0) { $0 + $1.byteCount } + phrases.count)

    let pages = statistics.pages
    #expect(pages.entries == values.count)
    let overflowing = streams.filter { $0.pageByteCount % pages.pageSize == 0 }.reduce(0) { $0 + $1.pageByteCount }
    // Descriptors and manifest are small here.
    #expect(overflowing == pages.overflowPages * pages.pageSize)
    #expect(statistics.indexByteCount > 0 && statistics.indexByteCount < pages.usedBytes)
    #expect(try #require(statistics.sizeRatio) > 0)
  }

  @Test func textThatIsNotStoredHasNoSize() throws {
    let directory = try TemporaryDirectory()
    try build([document("a b c")], in: directory.path, storesDocuments: false)
    let statistics = try IndexStatistics(directory: directory.path)
    #expect(statistics.textByteCount == nil && statistics.sizeRatio == nil && statistics.positionCount == 3)
    #expect(statistics.indexByteCount == statistics.usedByteCount)
  }
}
