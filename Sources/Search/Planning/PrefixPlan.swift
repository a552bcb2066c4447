/// The beginning of a term.
struct PrefixPlan: Hashable, Sendable {
  var prefix: [UInt8]
  /// Whether only the title counts, or title and body.
  var isTitleOnly: Bool
  /// The bytes of the query that it came from, for errors.
  var range: Range<Int>
}
