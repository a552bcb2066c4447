import Query
import Search
import TestSupport
import Testing

/// The engine and the naive one give the same documents in the same order with the same scores.
@Suite struct AgreementTests {
  static let layouts = [
    TestIndex.Layout(),
    TestIndex.Layout(memoryBudget: 1 << 12),
    TestIndex.Layout(documentsPerSegment: 37, leastCommonFrequency: 20),
    TestIndex.Layout(documentsPerSegment: 37, isMerged: true),
    TestIndex.Layout(isReordered: true, indexesPhrases: false),
    TestIndex.Layout(memoryBudget: 1 << 12, isReordered: true),
    TestIndex.Layout(documentsPerSegment: 37, isReordered: true),
    TestIndex.Layout(documentsPerSegment: 37, isMerged: true, isReordered: true),
  ]

  @Test(arguments: layouts, [1, 2, 3] as [UInt64])
  func generatedQueries(layout: TestIndex.Layout, seed: UInt64) throws {
    let collection = Collection(seed: seed, count: 300)
    let index = try TestIndex(collection.documents, layout: layout)
    #expect(index.segmentCount == (layout.documentsPerSegment == 37 && !layout.isMerged ? 9 : 1))
    let naive = NaiveEngine(collection.documents)
    var generator = QueryGenerator(collection, seed: seed &* 1000)
    var answered = 0
    var nonempty = 0
    for round in 0..<250 {
      let query = generator.next()
      let defaultOperator = round % 2 == 0 ? DefaultOperator.and : .or
      guard let parsed = try? QueryParser(options: QueryOptions(defaultOperator: defaultOperator)).parse(query) else {
        continue
      }
      answered += 1
      let expected = naive.search(parsed.root)
      if !expected.isEmpty { nonempty += 1 }
      try expectAgreement(of: index, SearchQuery(parsed), expected, "\(query) (\(defaultOperator), seed \(seed))")
    }
    #expect(answered > 180)
    #expect(nonempty > 100)
  }

  @Test func otherParameters() throws {
    let collection = Collection(seed: 9, count: 150)
    let index = try TestIndex(collection.documents)
    let naive = NaiveEngine(collection.documents)
    var generator = QueryGenerator(collection, seed: 9)
    for (k1, b) in [(0, 0.5), (2, 0), (0.5, 1)] as [(Float, Float)] {
      for _ in 0..<40 {
        guard let parsed = try? QueryParser().parse(generator.next()) else { continue }
        var options = SearchOptions()
        options.limit = 1000
        options.similarity = Similarity(k1: k1, b: b)
        let found = try index.withSearcher { try $0.search(SearchQuery(parsed), options: options) }
        let expected = naive.search(parsed.root, k1: k1, b: b)
        #expect(found.hits.map { Int($0.ordinal) } == expected.map(\.document), "\(parsed.root) k1 \(k1) b \(b)")
        #expect(found.hits.map(\.score) == expected.map(\.score))
      }
    }
  }

  private func expectAgreement(
    of index: TestIndex, _ query: SearchQuery, _ expected: [(document: Int, score: Float)], _ comment: String
  ) throws {
    try index.withSearcher { searcher in
      #expect(try searcher.count(query).count == expected.count, "count of \(comment)")
      var options = SearchOptions()
      for (offset, limit) in [(0, 1000), (0, 10), (3, 5)] {
        options.offset = offset
        options.limit = limit
        let found = try searcher.search(query, options: options)
        let page = expected.dropFirst(offset).prefix(limit)
        #expect(found.total == expected.count, "total of \(comment)")
        #expect(found.hits.map { Int($0.ordinal) } == page.map(\.document), "hits of \(comment)")
        #expect(found.hits.map(\.score) == page.map(\.score), "scores of \(comment)")
        options.countsTotal = false
        #expect(try searcher.search(query, options: options).hits == found.hits, "hits without total of \(comment)")
        options.countsTotal = true
      }
    }
  }
}
