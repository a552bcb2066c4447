import Index
import Query
import Search
import TestSupport
import Testing

/// Deleted documents are in no answer. In the statistics of BM25 they count until they are merged away.
@Suite struct DeletionTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private static func change(_ document: NaiveEngine.Document, id: Int) -> IndexChange {
    var input = IndexDocument()
    input.id = Array("\(id)".utf8)
    input.title = Array(document.title.utf8)
    input.body = Array(document.body.utf8)
    return .put(input)
  }

  /// Queries of an index that holds `live` ones of the documents, by their ordinals, and has not forgotten the others.
  private func expectAgreement(
    _ session: ReadSession, _ documents: [NaiveEngine.Document], live: [Int], ordinals: [Int], _ queries: [String]
  ) throws {
    let naive = NaiveEngine(documents)
    let isLive = Set(live)
    for (round, text) in queries.enumerated() {
      let options = QueryOptions(defaultOperator: round % 2 == 0 ? .and : .or)
      guard let parsed = try? QueryParser(options: options).parse(text) else { continue }
      let expected = naive.search(parsed.root).filter { isLive.contains($0.document) }
        .sorted { ($1.score, ordinals[$0.document]) < ($0.score, ordinals[$1.document]) }
      let query = SearchQuery(parsed)
      try session.withSnapshot { (snapshot) throws in
        let searcher = Searcher(snapshot: snapshot)
        #expect(try searcher.count(query).count == expected.count, "\(text)")
        for limit in [1, 10, 1000] {
          for countsTotal in [false, true] {
            var options = SearchOptions()
            options.limit = limit
            options.countsTotal = countsTotal
            let found = try searcher.search(query, options: options)
            #expect(found.total == (countsTotal ? expected.count : nil), "\(text)")
            let top = expected.prefix(limit)
            #expect(found.hits.map { Int($0.ordinal) } == top.map { ordinals[$0.document] }, "\(text)")
            #expect(found.hits.map(\.score) == top.map(\.score), "\(text)")
          }
        }
      }
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func generatedQueriesBeforeAndAfterAMerge(seed: UInt64) throws {
    let collection = Collection(seed: seed, count: 400)
    var random = SplitMix64(seed: seed)
    var generator = QueryGenerator(collection, seed: seed &* 77)
    let queries = (0..<120).map { _ in generator.next() }
    // Later documents replace earlier ones with the same id, and keep their ordinals.
    let ids = collection.documents.map { _ in random.below(250) }
    var last: [Int: Int] = [:]
    var first: [Int: Int] = [:]
    for (number, id) in ids.enumerated() {
      last[id] = number
      if first[id] == nil { first[id] = first.count }
    }
    let ordinals = ids.compactMap { first[$0] }
    let removed = Set((0..<30).map { _ in random.below(250) })
    let live = last.filter { !removed.contains($0.key) }.map(\.value).sorted()

    let writer = try IndexWriter(directory: directory.path)
    let session = try writer.reader.makeSession()
    // What is replaced within a batch has never been in the index.
    var indexed: [Int] = []
    var start = 0
    while start < ids.count {
      let end = min(ids.count, start + 1 + random.below(150))
      _ = try writer.apply((start..<end).map { Self.change(collection.documents[$0], id: ids[$0]) })
      indexed += (start..<end).filter { !ids[$0 + 1..<end].contains(ids[$0]) }
      start = end
    }
    _ = try writer.apply(removed.map { .remove(.id(Array("\($0)".utf8))) })
    #expect(writer.manifest.documentCount == live.count)
    try expectAgreement(
      session, indexed.map { collection.documents[$0] }, live: live.compactMap { indexed.firstIndex(of: $0) },
      ordinals: indexed.map { ordinals[$0] }, queries)

    var policy = MergePolicy()
    (policy.segmentLimit, policy.greatestDeletedShare) = (1, 0)
    while let merge = try writer.makeMerge(policy, isAtRest: true) {
      try merge.run()
      try writer.publish(merge)
    }
    #expect(writer.manifest.segments.count == 1)
    try expectAgreement(
      session, live.map { collection.documents[$0] }, live: Array(live.indices),
      ordinals: live.map { ordinals[$0] }, queries)
  }

  /// Lists of many blocks, dense ones among them, of which every scan must leave deleted documents out.
  @Test(arguments: [0.02, 0.4, 0.97]) func longLists(share: Double) throws {
    var random = SplitMix64(seed: 5)
    let documents = (0..<5000).map { number in
      var words = ["every"]
      if number / 400 % 2 == 0 { words.append("common") }
      if random.below(3) == 0 { words.append("some") }
      if random.below(30) == 0 { words += Array(repeating: "few", count: 1 + random.below(5)) }
      if random.below(200) == 0 { words += Array(repeating: "every", count: 1 + random.below(30)) }
      return NaiveEngine.Document(title: "", body: words.joined(separator: " "))
    }
    let writer = try IndexWriter(directory: directory.path)
    _ = try writer.apply(documents.enumerated().map { Self.change($1, id: $0) })
    let deleted = documents.indices.filter { _ in Double(random.below(1000)) < 1000 * share }
    _ = try writer.apply(deleted.map { .remove(.id(Array("\($0)".utf8))) })
    let queries = [
      "every", "every common", "some few", "every some few", "+every +some", "\"every common\"", "\"some few\"",
      "\"few every\"", "every -some", "com*", "+common +few",
    ]
    try expectAgreement(
      writer.reader.makeSession(), documents, live: Set(documents.indices).subtracting(deleted).sorted(),
      ordinals: Array(documents.indices), queries + queries.reversed())
  }
}
