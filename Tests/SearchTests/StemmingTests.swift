import Index
import Query
import Search
import Stemming
import TestSupport
import Testing

/// Bare words that stand for all words with their stem.
@Suite struct StemmingTests {
  private static let documents = [
    ("Ferries", "The ferry stays in port."), ("Ports", "Ferries run on Sundays."),
    ("", "He ran; the running of a ferryboat"),
    ("", "runs and runners"), ("Run", "Running aground"), ("", "Die Häuser am Hafen"), ("", "Das Haus"),
  ].map { NaiveEngine.Document(title: $0.0, body: $0.1) }

  private static func query(_ text: String, _ language: Language = .english) throws -> SearchQuery {
    SearchQuery(try QueryParser().parse(text), stemmer: try Stemmer(language))
  }

  private static func hits(_ text: String, _ language: Language = .english, in index: TestIndex) throws -> [Int] {
    let query = try query(text, language)
    return try index.withSearcher { try $0.search(query).hits.map { Int($0.ordinal) }.sorted() }
  }

  @Test(arguments: [
    ("ferry", [0, 1]), ("ferries", [0, 1]), ("FERRY", [0, 1]), ("run", [1, 2, 3, 4]), ("title:ferry", [0]),
    ("title:port ferry", [1]), ("-run ferry", [0]), ("ferry -port", []), ("runner", [3]),
    // Quoted words, prefixes and words of several parts are what they are.
    ("\"ferry\"", [0]), ("\"ferries run\"", [1]), ("\"ferry run\"", []), ("ferr*", [0, 1, 2]), ("\"running\"", [2, 4]),
    ("ferry-boat", [2]), ("absent", []),
  ])
  func examples(query: String, expected: [Int]) throws {
    for documentsPerSegment in [100, 3, 1] {
      let index = try TestIndex(Self.documents, layout: TestIndex.Layout(documentsPerSegment: documentsPerSegment))
      #expect(try Self.hits(query, in: index) == expected)
    }
  }

  @Test func otherLanguages() throws {
    let index = try TestIndex(Self.documents)
    #expect(try Self.hits("haus", .german, in: index) == [5, 6])
    #expect(try Self.hits("haus", .english, in: index) == [6])
    // More languages than are kept at once.
    for _ in 0..<2 {
      for language in Language.allCases { #expect(try Self.hits("haus", language, in: index).contains(6)) }
    }
  }

  @Test func formsAreMatches() throws {
    let index = try TestIndex(Self.documents)
    let finder = try index.withSearcher { try $0.matchFinder(for: Self.query("ferry run \"port\"")) }
    var document = IndexDocument()
    document.title = Array("Ferries".utf8)
    document.body = Array("No ferry, no port; run, runs, RUNNING. Ferryboats, ports".utf8)
    let found = try finder.matches(in: document)
    let texts = found.matches.map { match in
      String(decoding: (match.field == .title ? document.title : document.body)[match.range], as: UTF8.self)
    }
    #expect(texts == ["Ferries", "ferry", "port", "run", "runs", "RUNNING"])
    #expect(found.matches.map(\.leaf) == [0, 0, 2, 1, 1, 1])
  }

  /// Finnish has endings for case, owner and stress, which go one behind the other.
  @Test func wordsWithTooManyFormsSayHowMany() throws {
    let cases = " n ssa sta lla lta lle na ksi tta han hin hon hen seen siin den tten a ta ine".split(
      separator: " ", omittingEmptySubsequences: false)
    let owners = " ni si nsa mme nne an en".split(separator: " ", omittingEmptySubsequences: false)
    let particles = " kin kaan ko pa han sti".split(separator: " ", omittingEmptySubsequences: false)
    var words: Set<String> = []
    for number in ["", "i", "j"] {
      for ending in cases {
        for owner in owners { for last in particles { words.insert("talo\(number)\(ending)\(owner)\(last)") } }
      }
    }
    let stemmer = try Stemmer(.finnish)
    let count = words.count { stemmer.stem(of: Array($0.utf8)) == Array("talo".utf8) }
    try #require(count > 1024)
    let sorted = words.sorted()
    let documents = (0..<10).map { number in
      let part = sorted.indices.filter { $0 % 10 == number || $0 % 7 == 0 }
      return NaiveEngine.Document(title: "", body: part.map { sorted[$0] }.joined(separator: " "))
    }
    let index = try TestIndex(documents, layout: TestIndex.Layout(documentsPerSegment: 3))
    #expect(throws: SearchError.tooManyForms(stem: "talo", count: count, limit: 1024, range: 2..<8)) {
      try index.withSearcher { try $0.search(Self.query("a talona", .finnish)) }
    }
    #expect(try Self.hits("\"talona\"", .finnish, in: index).count >= 1)
  }

  /// A dictionary that is not all stemmed when the deadline comes is gone on with.
  @Test func deadlinesDoNotLoseWork() throws {
    let words = (0..<20_000).map { "word\($0)s" }
    let index = try TestIndex([NaiveEngine.Document(title: "", body: words.joined(separator: " "))])
    let query = try Self.query("word77")
    try index.withSearcher { searcher in
      let past = Interruption(deadline: .now - .seconds(1))
      #expect(try searcher.search(query, interruption: past).isIncomplete)
      // Nor is it said that a document has no match before it is known what to look for.
      let finder = try searcher.matchFinder(for: query, interruption: past)
      var document = IndexDocument()
      document.body = Array("word77".utf8)
      #expect(try finder.matches(in: document) == DocumentMatches(matches: [], count: 0, isPartial: true))
      // Each step gets done some terms at least, whatever the deadline.
      var attempts = 1
      while try searcher.search(query, interruption: past).isIncomplete, attempts < 100 { attempts += 1 }
      let found = try searcher.search(query)
      #expect(found.total == 1)
      #expect(!found.isIncomplete)
      let flag = CancellationFlag()
      flag.cancel()
      #expect(throws: SearchError.cancelled) { try searcher.search(query, interruption: Interruption(flag: flag)) }
    }
  }

  /// Threads that ask at once stem the dictionary together.
  @Test func manyThreads() async throws {
    let words = (0..<30_000).map { "word\($0)ing" }.joined(separator: " ")
    let index = try SharedIndex([NaiveEngine.Document(title: "", body: words)])
    try await withThrowingTaskGroup(of: Int?.self) { group in
      for number in 0..<8 {
        group.addTask {
          let query = try Self.query("word\(number * 1000)ed")
          return try index.reader.makeSession().withSnapshot { try Searcher(snapshot: $0).search(query).total }
        }
      }
      for try await total in group { #expect(total == 1) }
    }
  }

  private static let endings: [Language: [String]] = [
    .english: ["", "s", "ing", "ed"], .german: ["", "e", "en", "ungen", "heit"],
    .russian: ["", "ый", "ая", "ами", "и"],
  ]

  @Test(arguments: zip([1, 2, 3, 4] as [UInt64], [Language.english, .german, .russian, .english]))
  func generatedQueries(seed: UInt64, language: Language) throws {
    let collection = Collection(seed: seed, count: 80, endings: Self.endings[language] ?? [""])
    let layout = TestIndex.Layout(documentsPerSegment: seed == 1 ? 1000 : 40, isMerged: seed == 3)
    let index = try TestIndex(collection.documents, layout: layout)
    var naive = NaiveEngine(collection.documents)
    naive.stemmer = try Stemmer(language)
    var generator = QueryGenerator(collection, seed: seed &* 31)
    var options = SearchOptions()
    options.limit = 1000
    var expandedCount = 0
    for round in 0..<60 {
      let text = generator.next()
      let parser = QueryParser(options: QueryOptions(defaultOperator: round % 2 == 0 ? .and : .or))
      guard let parsed = try? parser.parse(text) else { continue }
      let query = SearchQuery(parsed, stemmer: try Stemmer(language))
      try index.withSearcher { searcher in
        let expected = naive.search(parsed.root)
        let found = try searcher.search(query, options: options)
        #expect(found.hits.map { Int($0.ordinal) } == expected.map(\.document), "\(text) (seed \(seed))")
        #expect(found.hits.map(\.score) == expected.map(\.score), "\(text) (seed \(seed))")
        #expect(try searcher.count(query).count == expected.count)
        if try searcher.count(SearchQuery(parsed)).count != expected.count { expandedCount += 1 }
        let finder = try searcher.matchFinder(for: query)
        for hit in found.hits.prefix(20) {
          let document = try #require(try searcher.document(of: hit))
          let matches = try finder.matches(in: document, limit: 10_000).matches
          let places = matches.map { NaiveEngine.Place(field: $0.field, range: $0.range) }
          #expect(Set(places) == naive.places(of: parsed.root, in: Int(hit.ordinal)), "\(text) (seed \(seed))")
          #expect(Set(places).count == places.count)
        }
      }
    }
    #expect(expandedCount > 1)
  }
}
