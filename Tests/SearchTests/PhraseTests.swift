import Query
import Search
import Testing

/// Phrases in every position and form that is easy to get wrong.
@Suite struct PhraseTests {
  private static func document(_ title: String, _ body: String) -> NaiveEngine.Document {
    NaiveEngine.Document(title: title, body: body)
  }

  @Test(arguments: [
    ("\"a b a\"", [0, 1]), ("\"a b\"", [0, 1, 3]), ("\"b a b a b\"", [1]), ("\"c a\"", [2]), ("\"a a\"", [4]),
    ("\"a a a\"", [4]), ("\"a a a a a a\"", []), ("\"title words\"", [5]), ("\"words body\"", []),
    ("\"words body text\"", []), ("\"a missing\"", []),
  ])
  func exactPhrases(query: String, expected: [Int]) throws {
    let index = try TestIndex([
      Self.document("", "a b a"), Self.document("", "x b a b a b x"), Self.document("", "b x c a"),
      Self.document("a", "a b"), Self.document("", "a a a a a"), Self.document("Title words", "body text"),
    ])
    let found = try index.search(query)
    #expect(found.hits.map { Int($0.ordinal) }.sorted() == expected)
    #expect(try index.count(query) == expected.count)
  }

  /// Positions of one document can lie in several packed groups, and a phrase may ask for them twice.
  @Test func repeatedWordsInLongDocuments() throws {
    let filler = Array(repeating: "to be or not to", count: 200).joined(separator: " x ")
    let index = try TestIndex([
      Self.document("", "to be"), Self.document("", filler), Self.document("", filler + " to be or not to be"),
    ])
    #expect(try index.search("\"to be or not to be\"").hits.map(\.ordinal) == [2])
    #expect(try index.count("\"x to be or not to x\"") == 2)
  }

  @Test func manyDocuments() throws {
    let documents = (0..<3000).map { number in
      Self.document("", number % 7 == 0 ? "one two three" : number % 2 == 0 ? "two one" : "three two one")
    }
    let index = try TestIndex(documents)
    #expect(try index.count("\"one two\"") == 429)
    #expect(try index.count("\"one two three\"") == 429)
    #expect(try index.count("\"two one\"") == 2571)
    #expect(try index.search("\"one two\"").hits.map(\.ordinal) == (0..<10).map { 7 * $0 })
  }

  /// A word broken at the end of a line is one word in the document; asked with its hyphen it is found either way.
  @Test(arguments: [
    ("well-known", [0, 1, 2, 6, 7]), ("\"a well-known fact\"", [0, 1, 2]), ("wellknown", [1, 2, 7]),
    ("\"well known\"", [0, 6]),
    ("state-of-the-art", [3, 4, 8]), ("\"well-known and far-reaching\"", [6, 7]),
    ("\"far-reaching state-of-the-art\"", [8]), ("1914-18", [5]), ("+well-known -wellknown", [0, 6]),
    ("title:well-known", []),
  ])
  func hyphens(query: String, expected: [Int]) throws {
    let index = try TestIndex([
      Self.document("", "a well-known fact"), Self.document("", "a well-\nknown fact"),
      Self.document("", "a wellknown fact"), Self.document("", "state-of-the-art"),
      Self.document("", "state-of-the-\nart"), Self.document("", "1914-18, 191418"),
      Self.document("", "well-known and far-\nreaching"), Self.document("", "well-\nknown and far-\nreaching"),
      Self.document("", "far-\nreaching state-\nof-the-art"),
    ])
    #expect(try index.search(query).hits.map { Int($0.ordinal) }.sorted() == expected, "\(query)")
  }

  @Test func whatCannotAllBeTriedIsTold() throws {
    let compounds = (0..<6).map { "a\($0)x-b" }.joined(separator: " ")
    let query = SearchQuery(try QueryParser().parse("\"\(compounds)\""))
    #expect(query.warnings.map(\.message).contains { $0.contains("too many hyphens") })
    let document = (0..<6).map { "a\($0)x-\($0 == 3 ? "\n" : "")b" }.joined(separator: " ")
    #expect(try TestIndex([Self.document("", document)]).count("\"\(compounds)\"") == 1)
    #expect(try TestIndex([Self.document("", "a")]).count(String(repeating: "a-", count: 60) + "a") == 0)
  }
}
