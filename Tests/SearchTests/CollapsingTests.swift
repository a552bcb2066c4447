import Index
import NearDuplicates
import Postings
import Query
import Search
import TestSupport
import Testing

/// Reprints in search results, against the full ranking and all pairs of documents.
@Suite struct CollapsingTests {
  private static let queries = [
    "common1", "common2 common3", "common1 OR common4 OR word7", "\"common1 common2\" OR common5", "word1 OR word2",
    "common1 -common2", "word5*", "title:common1", "+common1 word3", "unheard",
  ]

  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private static func query(_ text: String) throws -> SearchQuery {
    SearchQuery(try QueryParser(options: QueryOptions(defaultOperator: .or)).parse(text))
  }

  private static func options(_ offset: Int, _ limit: Int, collapses: Bool = true) -> SearchOptions {
    var options = SearchOptions()
    (options.offset, options.limit, options.collapsesReprints) = (offset, limit, collapses)
    return options
  }

  private static func fingerprint(_ hit: Hit, _ snapshot: Snapshot) throws -> Fingerprint {
    try #require(try snapshot.segments[hit.segment].fingerprint(of: hit.document))
  }

  /// The whole ranking from its top, without each document that is a reprint of one before that was not left out; and for each
  /// of these how many documents of the ranking were left out before the next.
  private func oracle(_ query: SearchQuery, _ snapshot: Snapshot) throws -> (hits: [Hit], collapsed: [Int], total: Int)
  {
    let ranking = try Searcher(snapshot: snapshot).search(query, options: Self.options(0, 10_000, collapses: false))
    var shown: [(hit: Hit, fingerprint: Fingerprint)] = []
    var collapsed: [Int] = []
    var leftOut = 0
    for hit in ranking.hits {
      let fingerprint = try Self.fingerprint(hit, snapshot)
      guard shown.allSatisfy({ $0.fingerprint.relation(to: fingerprint) == nil }) else {
        leftOut += 1
        continue
      }
      shown.append((hit, fingerprint))
      collapsed.append(leftOut)
    }
    return (shown.map(\.hit), collapsed + [leftOut], ranking.hits.count)
  }

  /// How many other documents that are not deleted are reprints of each.
  private func reprints(in snapshot: Snapshot) throws -> [UInt64: Set<UInt64>] {
    var documents: [(ordinal: UInt64, fingerprint: Fingerprint)] = []
    for segment in snapshot.segments {
      for document in 0..<DocID(segment.documentCount) where segment.deletions?.contains(document) != true {
        documents.append((try segment.ordinal(of: document), try #require(try segment.fingerprint(of: document))))
      }
    }
    return Dictionary(
      uniqueKeysWithValues: documents.map { document in
        let others = documents.filter {
          $0.ordinal != document.ordinal && $0.fingerprint.relation(to: document.fingerprint) != nil
        }
        return (document.ordinal, Set(others.map(\.ordinal)))
      })
  }

  private func expectAgreement(_ session: ReadSession) throws {
    try session.withSnapshot { (snapshot) throws in
      let searcher = Searcher(snapshot: snapshot)
      let reprints = try reprints(in: snapshot)
      #expect(searcher.knowsReprints)
      for text in Self.queries {
        let query = try Self.query(text)
        let expected = try oracle(query, snapshot)
        for limit in [2, 7, 1_000] {
          // Page by page, no document twice and none lost.
          var hits: [Hit] = []
          while true {
            let page = try searcher.search(query, options: Self.options(hits.count, limit))
            #expect(page.total == expected.total && !page.isIncomplete)
            hits += page.hits
            let isFull = page.hits.count == limit
            #expect(page.collapsedCount == expected.collapsed[isFull ? hits.count - 1 : expected.hits.count], "\(text)")
            guard isFull else { break }
          }
          #expect(hits == expected.hits, "\(text), \(limit)")
        }
        for hit in expected.hits {
          let others = try #require(reprints[hit.ordinal])
          let tally = try #require(try searcher.reprintCount(of: hit))
          #expect(tally.count == others.count && !tally.isIncomplete)
          let list = try #require(
            try searcher.reprints(ofDocument: hit.document, in: hit.segment, offset: 1, limit: 3))
          #expect(list.total == others.count && !list.isIncomplete)
          #expect(list.reprints.map(\.ordinal) == Array(others.sorted().dropFirst().prefix(3)))
        }
      }
    }
  }

  private static func change(_ text: ReprintedTexts.Text, id: Int) -> IndexChange {
    var document = IndexDocument()
    document.id = Array("\(id)".utf8)
    document.title = Array(text.title.utf8)
    document.body = Array(text.body.utf8)
    return .put(document)
  }

  /// Few articles printed often, so that many documents have to be looked at for few hits, or many printed seldom.
  @Test(arguments: [(1, 4), (2, 40), (3, 120)] as [(UInt64, Int)])
  func rankingsWithoutReprints(seed: UInt64, articleCount: Int) throws {
    var random = SplitMix64(seed: seed)
    let texts = ReprintedTexts.make(150, articles: articleCount, &random)
    let writer = try IndexWriter(directory: directory.path)
    let session = try writer.reader.makeSession()
    var start = 0
    while start < texts.count {
      let end = min(texts.count, start + 1 + random.below(50))
      _ = try writer.apply((start..<end).map { Self.change(texts[$0], id: $0) })
      start = end
    }
    try expectAgreement(session)
    _ = try writer.apply((0..<35).map { _ in .remove(.id(Array("\(random.below(150))".utf8))) })
    try expectAgreement(session)
    var policy = MergePolicy()
    (policy.segmentLimit, policy.greatestDeletedShare) = (1, 0)
    while let merge = try writer.makeMerge(policy, isAtRest: true) {
      try merge.run()
      try writer.publish(merge)
    }
    #expect(writer.manifest.segments.count == 1)
    try expectAgreement(session)
  }

  @Test func reorderedDocuments() throws {
    var random = SplitMix64(seed: 4)
    let documents = ReprintedTexts.make(200, articles: 40, &random).map {
      NaiveEngine.Document(title: $0.title, body: $0.body)
    }
    let path = directory.path(of: "index")
    try TestIndex.build(documents, layout: TestIndex.Layout(documentsPerSegment: 90, isReordered: true), at: path)
    try expectAgreement(IndexReader(directory: path).makeSession())
  }

  @Test func withoutTheRequestNothingIsLeftOut() throws {
    let documents = (0..<5).map { _ in NaiveEngine.Document(title: "", body: "the same words") }
    let index = try TestIndex(documents)
    let all = try index.search("words")
    #expect(all.hits.map(\.ordinal) == [0, 1, 2, 3, 4] && all.collapsedCount == 0)
    let collapsed = try index.search("words", options: Self.options(0, 10))
    #expect(collapsed.hits.map(\.ordinal) == [0] && collapsed.collapsedCount == 4 && collapsed.total == 5)
  }

  @Test func anIndexWithoutFingerprintsShowsAll() throws {
    var options = IndexBuilder.Options()
    options.storesDocuments = false
    do {
      let builder = try IndexBuilder(directory: directory.path, options: options)
      for _ in 0..<3 {
        var document = IndexDocument()
        document.body = Array("the same words".utf8)
        try builder.add(document)
      }
      try builder.finish()
    }
    try IndexReader(directory: directory.path).makeSession().withSnapshot { (snapshot) throws in
      let searcher = Searcher(snapshot: snapshot)
      #expect(!searcher.knowsReprints)
      let found = try searcher.search(Self.query("words"), options: Self.options(0, 10))
      #expect(found.hits.count == 3 && found.collapsedCount == 0)
      #expect(try searcher.reprintCount(of: found.hits[0]) == nil)
      #expect(try searcher.reprints(ofDocument: 0, in: 0, limit: 1) == nil)
    }
  }

  @Test func deadlinesAndCancellation() throws {
    var random = SplitMix64(seed: 5)
    let documents = ReprintedTexts.make(60, articles: 10, &random).map {
      NaiveEngine.Document(title: $0.title, body: $0.body)
    }
    try TestIndex(documents).withSearcher { (searcher) throws in
      let query = try Self.query("common1")
      let past = Interruption(deadline: .now - .seconds(1))
      #expect(try searcher.search(query, options: Self.options(0, 10), interruption: past).isIncomplete)
      let hit = try #require(try searcher.search(query).hits.first)
      #expect(try searcher.reprintCount(of: hit, interruption: past)?.isIncomplete == true)
      #expect(
        try searcher.reprints(ofDocument: hit.document, in: 0, limit: 9, interruption: past)?.isIncomplete == true)
      let flag = CancellationFlag()
      flag.cancel()
      let cancelled = Interruption(flag: flag)
      #expect(throws: SearchError.cancelled) {
        try searcher.search(query, options: Self.options(0, 10), interruption: cancelled)
      }
      #expect(throws: SearchError.cancelled) { try searcher.reprintCount(of: hit, interruption: cancelled) }
    }
  }
}
