import Stemming

/// A word that stands for all words with its stem. Where in the query it stands does not make it another one.
struct StemPlan: Hashable, Sendable {
  var stem: [UInt8]
  var language: Language
  /// Whether only the title counts, or title and body.
  var isTitleOnly: Bool
  /// The bytes of the query that it came from.
  var range: Range<Int>

  static func == (first: StemPlan, second: StemPlan) -> Bool {
    first.stem == second.stem && first.language == second.language && first.isTitleOnly == second.isTitleOnly
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(stem)
    hasher.combine(language)
    hasher.combine(isTitleOnly)
  }
}
