import LMDB
import Postings
import Query
import Search
import TestSupport
import Testing

@testable import Index

/// Queries over lists of many blocks whose bytes were changed, and the checksums with them: documents that do not ascend or
/// are too great, places of blocks and bounds of scores that are wrong. Answers may be wrong then, and the process lives on.
@Suite struct ForgedListTests {
  private static let documentCount = 5000
  private static let queries = [
    "every", "every common", "+every +common", "+every +some -few", "every some few", "+some +few +every",
    "\"every common\"", "\"some few\"", "+\"every common\" +some", "every -some", "com*", "title:every some",
    "+(every some) +(few common)", "\"few every\" some",
  ]

  private let directory: TemporaryDirectory
  private let environment: Environment
  private let values: [(key: ChunkKey, value: [UInt8])]

  /// Lists with superblocks, sets, packed blocks and tails.
  init() throws {
    directory = try TemporaryDirectory()
    var random = SplitMix64(seed: 77)
    let documents = (0..<Self.documentCount).map { number in
      var words = ["every"]
      if number / 300 % 2 == 0 { words.append("common") }
      if random.below(3) == 0 { words.append("some") }
      if random.below(30) == 0 { words += Array(repeating: "few", count: 1 + random.below(5)) }
      if random.below(4) == 0 { words.append("every") }
      words.append("rare\(random.below(900))")
      return document(words.joined(separator: " "), title: random.below(5) == 0 ? "every some" : "")
    }
    try build(
      documents, in: directory.path,
      BuildOptions(name: "long lists", documentsPerSegment: 4500, leastCommonFrequency: 2000), storesDocuments: false)
    environment = try Environment.scratch(directory.path)
    values = try environment.values()
  }

  /// Answers all queries; those that fail do so as they should.
  private func answerQueries() throws -> (answered: Int, failed: Int) {
    var counts = (answered: 0, failed: 0)
    for text in Self.queries {
      let query = SearchQuery(try QueryParser(options: QueryOptions(defaultOperator: .or)).parse(text))
      for countsTotal in [false, true, nil] {
        do {
          try IndexReader(environment: environment).makeSession().withSnapshot { (snapshot) throws in
            let searcher = Searcher(snapshot: snapshot)
            guard let countsTotal else {
              #expect(try searcher.count(query).count >= 0)
              return
            }
            var options = SearchOptions()
            options.countsTotal = countsTotal
            #expect(try searcher.search(query, options: options).hits.allSatisfy { $0.document < Self.documentCount })
          }
          counts.answered += 1
        } catch {
          guard error is IndexError || error is PostingsError else { throw error }
          counts.failed += 1
        }
      }
    }
    return counts
  }

  @Test func whatIsNotForgedIsAnswered() throws {
    #expect(try answerQueries() == (3 * Self.queries.count, 0))
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func forgedListsDoNoHarm(seed: UInt64) throws {
    let forger = IndexForger(environment: environment)
    var random = SplitMix64(seed: seed)
    let streams: [StreamID] = [
      .documents, .documents, .documents, .positions, .skips, .impacts, .norms, .terms, .phrases,
    ]
    var counts = (answered: 0, failed: 0)
    for _ in 0..<25 {
      let stream = streams[random.below(streams.count)]
      let chunks = values.filter { $0.key.stream == stream.rawValue }
      let (key, value) = chunks[random.below(chunks.count)]
      var changed = value
      for _ in 0..<1 + random.below(8) {
        let place = random.below(value.count)
        // Some bits, or a run of bytes: both leave most of a block as it was.
        for offset in 0..<(random.below(2) == 0 ? 1 : 1 + random.below(20)) where place + offset < value.count {
          changed[place + offset] = random.below(2) == 0 ? UInt8(random.below(256)) : [0, 0xFF][random.below(2)]
        }
      }
      try forger.replace(key, with: changed)
      let (answered, failed) = try answerQueries()
      counts = (counts.answered + answered, counts.failed + failed)
      try forger.replace(key, with: value)
    }
    #expect(counts.answered > 0 && counts.failed > 0)
  }
}
