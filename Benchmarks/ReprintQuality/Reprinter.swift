import BenchmarkSupport

/// Makes of an article what a newspaper makes of it.
struct Reprinter {
  /// What is done to an article.
  typealias Change = @Sendable (inout Reprinter, Article) -> [UInt64]

  /// All changes, by what they are called.
  static let changes: [(name: String, change: Change)] = [
    ("another headline", { $0.words(8) + $1.body }),
    ("headline, byline", { $0.words(8) + $1.body.prefix(10) + $0.words(6) + $1.body.dropFirst(10) }),
    ("last third cut", { $1.title + cut($1.body, 2, of: 3) }),
    ("headline, last third cut", { $0.words(8) + cut($1.body, 2, of: 3) }),
    ("last half cut", { $1.title + cut($1.body, 1, of: 2) }),
    ("1 % of words changed", { $0.edited($1.tokens, percent: 1) }),
    ("5 % of words changed", { $0.edited($1.tokens, percent: 5) }),
    ("10 % of words changed", { $0.edited($1.tokens, percent: 10) }),
    ("50 words of boilerplate", { $0.words(10) + $1.tokens + $0.words(40) }),
    (
      "headline, fifth cut, 2 % changed, boilerplate",
      { $0.words(8) + $0.edited(cut($1.body, 4, of: 5), percent: 2) + $0.words(40) }
    ),
  ]

  private var generator: SplitMix64
  private let vocabulary: [UInt64]

  /// Words that come in are those of `articles`, as often as there.
  init(_ articles: [Article], seed: UInt64) {
    generator = SplitMix64(seed: seed)
    vocabulary = articles.flatMap(\.body)
  }

  mutating func shuffled(_ articles: [Article]) -> [Article] {
    articles.shuffled(using: &generator)
  }

  private mutating func words(_ count: Int) -> [UInt64] {
    (0..<count).map { _ in vocabulary[generator.below(vocabulary.count)] }
  }

  private mutating func edited(_ tokens: [UInt64], percent: Int) -> [UInt64] {
    tokens.map { generator.below(100) < percent ? words(1)[0] : $0 }
  }

  private static func cut(_ tokens: [UInt64], _ part: Int, of parts: Int) -> [UInt64] {
    Array(tokens.prefix(tokens.count * part / parts))
  }
}
