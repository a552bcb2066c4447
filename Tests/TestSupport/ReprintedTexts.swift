/// Articles of random words, and what becomes of them when they are printed again: the same, with another headline, cut, edited. Some
/// are reprints of reprints, which may or may not resemble the first.
package enum ReprintedTexts {
  /// A text with its title.
  package struct Text: Hashable, Sendable {
    /// The headline, which may be empty.
    package var title: String
    /// What stands below.
    package var body: String
  }

  /// Texts of which only a part are articles of their own.
  ///
  /// - Parameters:
  ///   - count: how many texts.
  ///   - articleCount: how many of them, about, are new articles.
  ///   - generator: makes them.
  /// - Returns: the texts, reprints behind what they were made of.
  package static func make(_ count: Int, articles articleCount: Int, _ generator: inout SplitMix64) -> [Text] {
    var texts: [Text] = []
    for _ in 0..<count {
      guard !texts.isEmpty, generator.below(count) >= articleCount else {
        texts.append(
          Text(title: words(generator.below(6), &generator), body: words(20 + generator.below(180), &generator)))
        continue
      }
      texts.append(reprint(of: texts[generator.below(texts.count)], &generator))
    }
    return texts
  }

  private static func reprint(of text: Text, _ generator: inout SplitMix64) -> Text {
    var copy = text
    let body = text.body.split(separator: " ")
    switch generator.below(4) {
    case 0: break
    case 1: copy.title = words(4, &generator)
    case 2: copy.body = body.dropLast(body.count / (3 + generator.below(6))).joined(separator: " ")
    default:
      let rate = 4 + generator.below(40)
      copy.body = body.map { generator.below(rate) == 0 ? words(1, &generator) : String($0) }.joined(separator: " ")
    }
    return copy
  }

  private static func words(_ count: Int, _ generator: inout SplitMix64) -> String {
    // A third of all words are of ten.
    (0..<count).map { _ in generator.below(3) == 0 ? "common\(generator.below(10))" : "word\(generator.below(900))" }
      .joined(separator: " ")
  }
}
