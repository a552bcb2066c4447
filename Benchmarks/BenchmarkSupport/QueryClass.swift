import Query
import Search

/// Queries of one form over words of a `GeneratedCollection`.
package struct QueryClass: Sendable {
  /// What the class is called, without blanks: it is part of a file's name.
  package let name: String
  /// Its queries.
  package let queries: [SearchQuery]

  private init(_ name: String, ranks: [[Int]], prefix: String = "", quote: String = "") throws {
    self.name = name
    queries = try ranks.map { ranks in
      let words = ranks.map { prefix + String(decoding: GeneratedCollection.word($0), as: UTF8.self) }
      let text = quote + words.joined(separator: " ") + quote
      return SearchQuery(try QueryParser(options: QueryOptions(defaultOperator: .or)).parse(utf8: Array(text.utf8)))
    }
  }

  /// Sixteen queries of each form: the words of a common class are the most frequent ones, others are drawn from so
  /// many ranks that some documents match.
  ///
  /// - Throws: `QuerySyntaxError`, which would be a mistake of this file.
  package static func all() throws -> [QueryClass] {
    var generator = SplitMix64(seed: 2)
    func drawn(_ count: Int, below bound: Int) -> [[Int]] {
      (0..<16).map { _ in
        var ranks: [Int] = []
        while ranks.count < count {
          let rank = generator.below(bound)
          if !ranks.contains(rank) { ranks.append(rank) }
        }
        return ranks
      }
    }
    return [
      try QueryClass("term", ranks: drawn(1, below: 4_000)),
      try QueryClass("and-2", ranks: drawn(2, below: 1_000), prefix: "+"),
      try QueryClass("and-3", ranks: drawn(3, below: 300), prefix: "+"),
      try QueryClass("and-common", ranks: drawn(2, below: 16), prefix: "+"),
      try QueryClass("or-2", ranks: drawn(2, below: 4_000)),
      try QueryClass("or-3", ranks: drawn(3, below: 4_000)),
      try QueryClass("or-common", ranks: drawn(2, below: 16)),
      try QueryClass("phrase-2", ranks: drawn(2, below: 200), quote: "\""),
      try QueryClass("phrase-common", ranks: drawn(3, below: 16), quote: "\""),
    ]
  }
}
