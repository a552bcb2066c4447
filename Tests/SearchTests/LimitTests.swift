import Query
import Search
import TestSupport
import Testing

/// What stops a search: its deadline, its flag, and prefixes that stand for too much.
@Suite struct LimitTests {
  private static func query(_ text: String) throws -> SearchQuery {
    SearchQuery(try QueryParser().parse(text))
  }

  @Test func aPrefixOfTooManyTermsSaysHowMany() throws {
    let words = (0..<1500).map { "word\($0)" }
    let index = try TestIndex(
      (0..<30).map { NaiveEngine.Document(title: "", body: words[(50 * $0)..<(50 * $0 + 50)].joined(separator: " ")) },
      layout: TestIndex.Layout(documentsPerSegment: 11))
    #expect(throws: SearchError.tooManyTerms(prefix: "word", count: 1500, limit: 1024, range: 6..<11)) {
      try index.search("word1 word*")
    }
    #expect(try index.count("word1*") == 13)
    #expect(try index.count("word10*") == 4)
  }

  @Test func aDeadlineGivesWhatWasFound() throws {
    let documents = (0..<5000).map { NaiveEngine.Document(title: "", body: "common \($0) words") }
    let index = try TestIndex(documents)
    let past = Interruption(deadline: .now - .seconds(1))
    try index.withSearcher { searcher in
      let none = try searcher.search(Self.query("\"common words\" common"), interruption: past)
      #expect(none.isIncomplete)
      #expect(none.hits.isEmpty)
      #expect(try searcher.count(Self.query("common -words"), interruption: past).isIncomplete)
      let distant = Interruption(deadline: .now + .seconds(60))
      let all = try searcher.search(Self.query("common"), interruption: distant)
      #expect(!all.isIncomplete)
      #expect(all.total == 5000)
    }
  }

  /// One document can cost as much as many.
  @Test func aDeadlineHoldsWithinLongDocuments() throws {
    let long = String(repeating: "a ", count: 20_000)
    let index = try TestIndex((0..<20).map { _ in NaiveEngine.Document(title: "", body: long) })
    let query = try Self.query("\"" + String(repeating: "a ", count: 1_000) + "\"")
    let interruption = Interruption(deadline: .now + .milliseconds(300))
    let clock = ContinuousClock.now
    let found = try index.withSearcher { try $0.search(query, interruption: interruption) }
    #expect(found.isIncomplete)
    #expect(ContinuousClock.now - clock < .seconds(3))
  }

  @Test func aFlagStopsASearch() throws {
    let index = try TestIndex((0..<100).map { NaiveEngine.Document(title: "", body: "common \($0)") })
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: SearchError.cancelled) {
      try index.withSearcher { try $0.search(Self.query("common 5"), interruption: Interruption(flag: flag)) }
    }
  }

  @Test func textWithoutWordsFindsNothingAndSaysSo() throws {
    let index = try TestIndex([NaiveEngine.Document(title: "", body: "some words")])
    #expect(try index.search("!!!").total == 0)
    #expect(try Self.query("!!!").warnings.count == 1)
    #expect(try index.search("some --- words").total == 1)
    #expect(try index.search("some -\"—\"").total == 1)
    // What is left of a group may only exclude.
    #expect(try index.search("some (!!! -words)").total == 0)
    #expect(try index.search("some (!!! -other)").total == 1)
    #expect(try index.search("some -(!!! -words)").total == 1)
    #expect(try index.search("!!! -other").total == 0)
  }

  @Test func anEmptyIndexAnswers() throws {
    let index = try TestIndex([])
    #expect(try index.search("a \"b c\" d* -e").total == 0)
    let blank = try TestIndex([NaiveEngine.Document(title: "", body: ""), NaiveEngine.Document(title: "", body: "—")])
    #expect(try blank.search("a").total == 0)
  }

  @Test func nothingIsKeptWhereNothingIsWanted() throws {
    let index = try TestIndex([
      NaiveEngine.Document(title: "", body: "one"), NaiveEngine.Document(title: "", body: "one"),
    ])
    var options = SearchOptions()
    options.limit = 0
    let found = try index.search("one", options: options)
    #expect(found.hits.isEmpty)
    #expect(found.total == 2)
    options.countsTotal = false
    #expect(try index.search("one", options: options).total == nil)
  }
}
