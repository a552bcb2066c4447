import Foundation
import Query
import Search
import TestSupport
import Testing

/// The engine and the naive one agree about text that people wrote.
@Suite struct RealCollectionTests {
  /// The articles of the project, as raw text: their first line is the title.
  static let articles: [NaiveEngine.Document] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../seeds/articles").standardized
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects ?? []
    let texts = files.compactMap { $0 as? URL }.sorted { $0.path < $1.path }.compactMap { try? Data(contentsOf: $0) }
    return texts.map { data in
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n", maxSplits: 1)
      return NaiveEngine.Document(title: lines.first.map(String.init) ?? "", body: lines.last.map(String.init) ?? "")
    }
  }()

  @Test(arguments: [1 << 20, 7])
  func phrasesOfTheArticles(documentsPerSegment: Int) throws {
    let documents = Self.articles
    try #require(documents.count >= 30)
    let index = try TestIndex(documents, layout: TestIndex.Layout(documentsPerSegment: documentsPerSegment))
    let naive = NaiveEngine(documents)
    var random = SplitMix64(seed: 5)
    for round in 0..<300 {
      let query = Self.query(from: documents, round: round, &random)
      guard let parsed = try? QueryParser().parse(query) else { continue }
      let expected = naive.search(parsed.root)
      let found = try index.search(query)
      #expect(found.total == expected.count, "\(query)")
      #expect(found.hits.map { Int($0.ordinal) } == expected.prefix(10).map(\.document), "\(query)")
      #expect(found.hits.map(\.score) == expected.prefix(10).map(\.score), "\(query)")
    }
  }

  /// Words as they stand in an article: a phrase, several words, a title, or the beginning of a word.
  private static func query(
    from documents: [NaiveEngine.Document], round: Int, _ random: inout SplitMix64
  ) -> String {
    let document = documents[random.below(documents.count)]
    let words = document.body.split { $0.isWhitespace || $0 == "\"" }
    guard words.count > 6 else { return "nothing" }
    let start = random.below(words.count - 5)
    let run = words[start...start + random.below(5)].joined(separator: " ")
    return switch round % 6 {
    case 0, 1, 2: "\"\(run)\""
    case 3: run
    case 4: "title:" + String(document.title.split { !$0.isLetter }.first ?? "the")
    default: String(words[start].prefix(3)) + "* \"\(run)\""
    }
  }
}
