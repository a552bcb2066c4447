import TestSupport

/// Texts made up of words, some of which are common, and what becomes of them when they are printed again.
struct Article {
  var words: [UInt64]

  /// A text of random words.
  init(length: Int, _ generator: inout SplitMix64) {
    words = Self.words(length, &generator)
  }

  private init(_ words: [UInt64]) {
    self.words = words
  }

  private static func words(_ count: Int, _ generator: inout SplitMix64) -> [UInt64] {
    (0..<count).map { _ in
      // A third of all words are of thirty.
      let number = generator.below(3) == 0 ? generator.below(30) : 1_000 + generator.below(20_000)
      var hash = SplitMix64(seed: UInt64(number))
      return hash.next()
    }
  }

  func withHeadline(_ generator: inout SplitMix64) -> Article {
    Article(Self.words(9, &generator) + words.dropFirst(7))
  }

  func withByline(_ generator: inout SplitMix64) -> Article {
    Article(words.prefix(20) + Self.words(6, &generator) + words.dropFirst(20))
  }

  func withoutEnd(_ part: Double) -> Article {
    Article(Array(words.dropLast(Int(Double(words.count) * part))))
  }

  func withBoilerplate(_ generator: inout SplitMix64) -> Article {
    Article(Self.words(10, &generator) + words + Self.words(30, &generator))
  }

  /// With one word in so many exchanged for another.
  func edited(oneIn rate: Int, _ generator: inout SplitMix64) -> Article {
    Article(words.map { generator.below(rate) == 0 ? Self.words(1, &generator)[0] : $0 })
  }
}
