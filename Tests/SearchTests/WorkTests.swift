import Index
import Query
import Search
import TestSupport
import Testing

/// How much of posting lists the queries of a class decode: counts that are the same on every machine, and must not grow
/// unnoticed. One that falls is to be written down here.
@Suite struct WorkTests {
  /// Queries of one shape, and what answering all of them may decode.
  struct Limit: CustomTestStringConvertible {
    var name: String
    var queries: [String]
    /// Whether the index has lists of phrases.
    var hasLists: Bool
    /// Of the ten best hits, and of the count.
    var best: ReadingCounts
    var all: ReadingCounts
    var testDescription: String { name }
  }

  private static func limit(
    _ name: String, _ queries: [String], best: (Int, Int, Int), all: (Int, Int, Int),
    hasLists: Bool = true
  ) -> Limit {
    func counts(_ numbers: (Int, Int, Int)) -> ReadingCounts {
      ReadingCounts(documentBlocks: numbers.0, frequencyBlocks: numbers.1, positionGroups: numbers.2)
    }
    return Limit(name: name, queries: queries, hasLists: hasLists, best: counts(best), all: counts(all))
  }

  private static let limits = [
    limit("term", ["common", "every", "some", "few", "rare7"], best: (18, 16, 0), all: (0, 0, 0)),
    limit(
      "and", ["+every +some", "+common +few", "+some +few", "+every +common +few"], best: (319, 281, 0),
      all: (847, 0, 0)),
    limit(
      "or", ["every some", "common few", "some few rare7", "every common some few"], best: (305, 245, 0),
      all: (908, 0, 0)),
    limit(
      "phrase with a list", ["\"every common\"", "\"every some\"", "\"common some few\""], best: (3, 2, 0),
      all: (0, 0, 0)),
    limit(
      "phrase without a list", ["\"some few\"", "\"every few\"", "\"common some few\"", "\"few few\""],
      best: (367, 280, 157),
      all: (390, 329, 371), hasLists: false),
  ]

  /// Long lists of four frequencies; a few documents hold a word often.
  private static let documents: [NaiveEngine.Document] = {
    var random = SplitMix64(seed: 4)
    return (0..<30_000).map { number in
      var words = ["every"]
      if number / 1000 % 2 == 0 { words.append("common") }
      if random.below(4) == 0 { words.append("some") }
      if random.below(60) == 0 { words += Array(repeating: "few", count: 1 + random.below(4)) }
      if random.below(500) == 0 { words += Array(repeating: "some", count: 1 + random.below(12)) }
      words += (0..<random.below(6)).map { _ in "rare\(random.below(2000))" }
      return NaiveEngine.Document(title: "", body: words.joined(separator: " "))
    }
  }()

  private static let index = Result { try SharedIndex(documents) }
  private static let indexWithoutLists = Result {
    try SharedIndex(documents, layout: TestIndex.Layout(indexesPhrases: false))
  }

  @Test(arguments: limits)
  func queriesDecodeNoMoreThanTheyDid(_ limit: Limit) throws {
    let index = try (limit.hasLists ? Self.index : Self.indexWithoutLists).get()
    let session = try index.reader.makeSession()
    var counts = (best: ReadingCounts(), all: ReadingCounts())
    for text in limit.queries {
      let query = SearchQuery(try QueryParser(options: QueryOptions(defaultOperator: .or)).parse(text))
      try session.withSnapshot { snapshot in
        let searcher = Searcher(snapshot: snapshot)
        let start = snapshot.readingCounts
        var options = SearchOptions()
        options.countsTotal = false
        _ = try searcher.search(query, options: options)
        let middle = snapshot.readingCounts
        _ = try searcher.count(query)
        counts.best = counts.best + (middle - start)
        counts.all = counts.all + (snapshot.readingCounts - middle)
      }
    }
    #expect(counts.best == limit.best)
    #expect(counts.all == limit.all)
  }
}
