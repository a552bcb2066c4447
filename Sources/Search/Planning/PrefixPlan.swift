/// The beginning of a term. Where in the query it stands does not make it another one.
struct PrefixPlan: Hashable, Sendable {
  var prefix: [UInt8]
  /// Whether only the title counts, or title and body.
  var isTitleOnly: Bool
  /// The bytes of the query that it came from, for errors.
  var range: Range<Int>

  static func == (first: PrefixPlan, second: PrefixPlan) -> Bool {
    first.prefix == second.prefix && first.isTitleOnly == second.isTitleOnly
  }

  func hash(into hasher: inout Hasher) {
    hasher.combine(prefix)
    hasher.combine(isTitleOnly)
  }
}
