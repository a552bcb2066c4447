/// Terms that stand one behind the other, at least one. Where in the query they stand does not make it another phrase.
struct PhrasePlan: Hashable, Sendable {
  var terms: [[UInt8]]
  /// Whether only the title counts, or title and body.
  var isTitleOnly: Bool
  /// The bytes of the query that they came from.
  var range: Range<Int>

  static func == (first: PhrasePlan, second: PhrasePlan) -> Bool {
    first.terms == second.terms && first.isTitleOnly == second.isTitleOnly
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(terms)
    hasher.combine(isTitleOnly)
  }
}
