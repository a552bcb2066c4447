import Query
import Search
import TestSupport
import Testing

/// Lists of many blocks, sets and superblocks among them, of which most are passed over: the hits are those of an engine that
/// looks at every document.
@Suite struct PruningTests {
  private static let sayings = [
    "to be or not to be", "to be to be to be", "he had had had had", "of the", "in the end of the day",
    "it is what it is",
    "that that is is", "the one of the many", "as it was in the beginning of it", "not to be had",
  ]
  private static let words = [
    "the", "of", "to", "in", "be", "it", "is", "had", "that", "was", "or", "end", "day", "many",
  ]

  /// Enough documents that one word has over 4096 postings; some words and sayings come in clusters of neighbours, and a
  /// few documents hold a word very often.
  private static func documents(_ count: Int, seed: UInt64) -> [NaiveEngine.Document] {
    var random = SplitMix64(seed: seed)
    return (0..<count).map { number in
      var parts = random.below(10) > 0 ? ["the"] : []
      for _ in 0..<random.below(4) {
        switch random.below(number / 500 % 3 == 0 ? 4 : 8) {
        case 0, 1: parts.append(sayings[random.below(sayings.count)])
        case 2, 3: parts.append(words[random.below(words.count)])
        case 4: parts.append("rare\(random.below(300))")
        default: parts.append("w\(random.below(1 + random.below(40)))")
        }
      }
      if random.below(400) == 0 {
        let word = words[random.below(words.count)]
        parts += Array(repeating: word, count: 1 + random.below(random.below(3) == 0 ? 400 : 20))
      }
      return NaiveEngine.Document(
        title: random.below(3) == 0 ? sayings[random.below(sayings.count)] : "", body: parts.joined(separator: " "))
    }
  }

  /// Words as they stand in some document, 2 to 8 of them.
  private static func phrase(_ documents: [NaiveEngine.Document], _ random: inout SplitMix64) -> String {
    while true {
      let document = documents[random.below(documents.count)]
      let words = (random.below(4) == 0 ? document.title : document.body).split(separator: " ")
      guard words.count > 1 else { continue }
      let start = random.below(words.count - 1)
      return "\"" + words[start..<min(start + 2 + random.below(7), words.count)].joined(separator: " ") + "\""
    }
  }

  private static func query(_ documents: [NaiveEngine.Document], _ random: inout SplitMix64) -> String {
    func word() -> String {
      switch random.below(5) {
      case 0: "w\(random.below(40))"
      case 1: "rare\(random.below(300))"
      default: words[random.below(words.count)]
      }
    }
    func part() -> String { random.below(3) == 0 ? phrase(documents, &random) : word() }
    func parts(_ count: Int, prefix: String = "") -> String {
      (0..<count).map { _ in prefix + part() }.joined(separator: " ")
    }
    switch random.below(10) {
    case 0: return part()
    case 1: return phrase(documents, &random)
    case 2: return "title:" + part()
    case 3, 4: return parts(2 + random.below(6))
    case 5, 6: return parts(2 + random.below(3), prefix: "+")
    case 7: return "+" + part() + " " + parts(1 + random.below(2))
    case 8: return part() + " -" + part()
    default: return "+(" + parts(2) + ") +(" + parts(2) + ") " + part()
    }
  }

  private static let layouts = [
    TestIndex.Layout(leastCommonFrequency: 100), TestIndex.Layout(documentsPerSegment: 2500, leastCommonFrequency: 20),
    TestIndex.Layout(isReordered: true, leastCommonFrequency: 700), TestIndex.Layout(indexesPhrases: false),
  ]

  @Test(arguments: [1, 2] as [UInt64])
  func bestHitsOfLongLists(seed: UInt64) throws {
    let documents = Self.documents(6000, seed: seed)
    let naive = NaiveEngine(documents)
    let indexes = try Self.layouts.map { ($0, try TestIndex(documents, layout: $0)) }
    var random = SplitMix64(seed: seed &* 77)
    for _ in 0..<70 {
      let query = Self.query(documents, &random)
      let parsed = try QueryParser(options: QueryOptions(defaultOperator: .or)).parse(query)
      let expected = naive.search(parsed.root)
      for (layout, index) in indexes {
        let comment = "\(query) (\(layout.testDescription), seed \(seed))"
        #expect(try index.count(query, defaultOperator: .or) == expected.count, "\(comment)")
        for limit in [1, 3, 10, 100] {
          for countsTotal in [false, true] {
            var options = SearchOptions()
            options.limit = limit
            options.countsTotal = countsTotal
            let found = try index.search(query, defaultOperator: .or, options: options)
            #expect(found.total == (countsTotal ? expected.count : nil), "\(comment)")
            #expect(found.hits.map { Int($0.ordinal) } == expected.prefix(limit).map(\.document), "\(comment)")
            #expect(found.hits.map(\.score) == expected.prefix(limit).map(\.score), "\(comment)")
          }
        }
      }
    }
  }
}
