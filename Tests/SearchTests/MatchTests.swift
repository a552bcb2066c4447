import Index
import Query
import Search
import TestSupport
import Testing

/// Where a query stands in a document.
@Suite struct MatchTests {
  private static func document(_ title: String, _ body: String) -> IndexDocument {
    var document = IndexDocument()
    document.title = Array(title.utf8)
    document.body = Array(body.utf8)
    return document
  }

  private static func finder(_ query: String) throws -> MatchFinder {
    MatchFinder(SearchQuery(try QueryParser().parse(query)))
  }

  /// The text of each match, that of the title in brackets.
  private static func texts(_ query: String, _ title: String, _ body: String) throws -> [String] {
    let found = try finder(query).matches(in: document(title, body))
    #expect(found.count == found.matches.count)
    #expect(!found.isPartial)
    #expect(found.matches == found.matches.sorted())
    return found.matches.map { match in
      let text = match.field == .title ? title : body
      let span = String(decoding: Array(text.utf8)[match.range], as: UTF8.self)
      return match.field == .title ? "[\(span)]" : span
    }
  }

  @Test(arguments: [
    // A phrase is one span, with all that stands between its words.
    ("\"storm warning\"", "a storm - \n warning, storms", ["storm - \n warning"]),
    ("storm warning", "a storm - warning", ["storm", "warning"]),
    // Every occurrence, overlapping ones too.
    ("\"had had\"", "all he had had had had", ["had had", "had had", "had had"]),
    ("\"a b a\"", "a b a b a", ["a b a", "a b a"]),
    ("\"a b\" OR \"b a\" OR b", "a b a", ["a b", "b", "b a"]),
    ("\"a b c\" OR \"b c d\" OR \"c d\"", "a b c d", ["a b c", "b c d", "c d"]),
    ("\"a a b\"", "a a a b", ["a a b"]),
    // What several leaves have is told once.
    ("storm* storm", "Storm storms", ["Storm", "storms"]),
    ("\"a b\" \"a b\" a", "a b", ["a", "a b"]),
    // The words of a document are those that the analysis makes.
    ("wellknown", "well-\nknown wellknown well-known", ["well-\nknown", "wellknown"]),
    ("well-known", "well-\nknown wellknown well-known", ["well-\nknown", "wellknown", "well-known"]),
    ("\"naive strasse\"", "Naïve Straße!", ["Naïve Straße"]),
    ("停火", "停火协议 停", ["停火"]),
    // What is excluded is no match.
    ("storm -warning", "storm", ["storm"]),
    ("storm -warning", "storm warning", []),
    ("storm -(flood -warning)", "storm flood warning", ["storm"]),
    // A group that does not match has no matches.
    ("(a AND b) OR c", "a c", ["c"]),
    ("(a AND b) OR c", "a b c", ["a", "b", "c"]),
    ("(a -b) OR c", "a b c a", ["c"]),
    ("(a -b) OR a* OR c", "a b c a", ["a", "c", "a"]),
    ("a AND b", "a", []),
    ("title:a OR b", "a b", ["b"]),
    ("title:a", "a b", []),
  ])
  func examples(query: String, body: String, expected: [String]) throws {
    #expect(try Self.texts(query, "", body) == expected)
  }

  @Test func theTitleComesFirst() throws {
    #expect(try Self.texts("storm", "Storm", "a storm") == ["[Storm]", "storm"])
    #expect(try Self.texts("title:storm", "Storm", "a storm") == ["[Storm]"])
    #expect(try Self.texts("title:storm warning", "Storm", "a storm warning") == ["[Storm]", "warning"])
    #expect(try Self.texts("title:storm storm*", "Storm", "a storm warning") == ["[Storm]", "storm"])
    #expect(try Self.texts("\"storm warning\"", "storm", "warning") == [])
    #expect(try Self.texts("storm -title:warning", "storm", "warning") == ["[storm]"])
  }

  /// What a span is told as is the first leaf of those that have it; the readings of a compound are one leaf.
  @Test func leaves() throws {
    let finder = try Self.finder("storm* -flood storm \"a b\" well-known")
    #expect(finder.leaves == [0..<6, 14..<19, 20..<25, 26..<36])
    let text = "storm storms a b well-known wellknown"
    let found = try finder.matches(in: Self.document("", text))
    #expect(found.matches.map(\.leaf) == [0, 0, 2, 3, 3])
    // Only where that part of the query matches.
    let group = try Self.finder("(a x) OR a")
    #expect(try group.matches(in: Self.document("", "a")).matches.map(\.leaf) == [2])
    #expect(try group.matches(in: Self.document("", "a x")).matches.map(\.leaf) == [0, 1])
  }

  @Test func manyMatchesAreCountedAndTheFirstKept() throws {
    let text = String(repeating: "a b ", count: 5000) + "rare"
    let found = try Self.finder("\"a b\" OR a OR rare OR absent").matches(in: Self.document("a", text), limit: 5)
    #expect(found.count == 10_002)
    let places = found.matches.map { [$0.field == .title ? 0 : 1, $0.range.lowerBound, $0.range.upperBound] }
    #expect(places == [[0, 0, 1], [1, 0, 1], [1, 0, 3], [1, 4, 5], [1, 4, 7], [1, 20_000, 20_004]])
    let none = try Self.finder("a").matches(in: Self.document("", text), limit: 0)
    #expect(none.count == 5000)
    #expect(none.matches.count == 1)
  }

  /// Matches end in another order than that in which they begin.
  @Test(arguments: [1, 2, 7, 100])
  func theFirstOfAllOrders(limit: Int) throws {
    let text = String(repeating: "a b c ", count: 100)
    let finder = try Self.finder("\"a b c a b c a b c\" OR \"b c a\" OR c OR \"a b\"")
    let all = try finder.matches(in: Self.document("", text), limit: 10_000)
    #expect(all.count == 98 + 99 + 100 + 100)
    #expect(all.matches == all.matches.sorted())
    let some = try finder.matches(in: Self.document("", text), limit: limit)
    #expect(Array(some.matches.prefix(limit)) == Array(all.matches.prefix(limit)))
    #expect(Set(some.matches.map(\.leaf)) == [0, 1, 2, 3])
  }

  /// Phrases of all lengths, longer than a batch of tokens, over text that is one word again and again.
  @Test func repeatedWords() throws {
    let text = String(repeating: "a ", count: 100_000)
    for length in [1, 2, 8, 1500] {
      let query = "\"" + String(repeating: "a ", count: length) + "\""
      let found = try Self.finder(query).matches(in: Self.document("", text), limit: 3)
      #expect(found.count == 100_000 - length + 1)
      #expect(found.matches.map(\.range) == (0..<3).map { 2 * $0..<2 * ($0 + length) - 1 })
    }
  }

  @Test func interruptions() throws {
    let finder = try Self.finder("a b -c")
    let document = Self.document("a b", String(repeating: "a b ", count: 100_000))
    let late = try finder.matches(in: document, interruption: Interruption(deadline: .now - .seconds(1)))
    #expect(late == DocumentMatches(matches: [], count: 0, isPartial: true))
    let soon = Interruption(deadline: .now + .milliseconds(5))
    let some = try Self.finder("a OR b").matches(in: document, limit: 2, interruption: soon)
    #expect(some.isPartial && some.count < 200_000 || some.count == 200_004)
    let flag = CancellationFlag()
    flag.cancel()
    #expect(throws: SearchError.cancelled) {
      try finder.matches(in: document, interruption: Interruption(flag: flag))
    }
  }

  /// A title can be longer than the index can say; `title:` has its first 65,535 words.
  @Test func longTitles() throws {
    let title = String(repeating: "a ", count: 65_534) + "b c"
    #expect(try Self.texts("title:b", title, "") == ["[b]"])
    #expect(try Self.texts("title:c", title, "") == [])
    #expect(try Self.texts("c", title, "") == ["[c]"])
    #expect(try Self.texts("\"b c\"", title, "") == [])
    let index = try TestIndex([NaiveEngine.Document(title: title, body: "")])
    #expect(try index.count("title:b") == 1)
    #expect(try index.count("title:c") == 0)
    #expect(try index.count("\"b c\"") == 0)
  }

  /// A document is a hit if and only if it has a match, and the matches are those of the naive engine.
  @Test(arguments: 1...6 as ClosedRange<UInt64>)
  func generatedQueries(seed: UInt64) throws {
    let collection = Collection(seed: seed, count: 40)
    let index = try TestIndex(collection.documents, layout: TestIndex.Layout(documentsPerSegment: 15))
    let naive = NaiveEngine(collection.documents)
    let documents = collection.documents.map { Self.document($0.title, $0.body) }
    var generator = QueryGenerator(collection, seed: seed &* 77)
    var matchCount = 0
    for round in 0..<100 {
      let text = generator.next()
      let options = QueryOptions(defaultOperator: round % 2 == 0 ? .and : .or)
      guard let parsed = try? QueryParser(options: options).parse(text) else { continue }
      let query = SearchQuery(parsed)
      let finder = MatchFinder(query)
      var searching = SearchOptions()
      searching.limit = documents.count
      let hits = try index.withSearcher { try $0.search(query, options: searching).hits.map { Int($0.ordinal) } }
      var matched: [Int] = []
      for (number, document) in documents.enumerated() {
        let found = try finder.matches(in: document, limit: 100_000)
        matchCount += found.count
        if found.count > 0 { matched.append(number) }
        let expected = naive.places(of: parsed.root, in: number) ?? []
        let places = found.matches.map { NaiveEngine.Place(field: $0.field, range: $0.range) }
        #expect(Set(places) == expected, "\(text) in document \(number) of seed \(seed)")
        #expect(places.count == expected.count && found.count == expected.count)
        #expect(found.matches == found.matches.sorted() && !found.isPartial)
      }
      #expect(matched == hits.sorted(), "\(text) of seed \(seed)")
    }
    #expect(matchCount > 1000)
  }

  /// The index counts as many occurrences of a word as there are matches.
  @Test func frequencies() throws {
    let collection = Collection(seed: 7, count: 60)
    let index = try TestIndex(collection.documents)
    let documents = collection.documents.map { Self.document($0.title, $0.body) }
    try index.withSnapshot { snapshot in
      let cursor = try snapshot.segments[0].terms.cursor()
      var checked = 0
      var number = 0
      while try cursor.next() {
        number += 1
        guard number % 3 == 0 else { continue }
        let term = String(decoding: Array(cursor.term), as: UTF8.self)
        guard let parsed = try? QueryParser().parse("\"\(term)\"") else { continue }
        let finder = MatchFinder(SearchQuery(parsed))
        let count = try documents.reduce(0) { $0 + (try finder.matches(in: $1).count) }
        #expect(count == cursor.entry.map { Int($0.totalFrequency) }, "\(term)")
        checked += 1
      }
      #expect(checked > 30)
    }
  }
}
