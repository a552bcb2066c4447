/// Terms that stand one behind the other, at least one.
struct PhrasePlan: Hashable, Sendable {
  var terms: [[UInt8]]
  /// Whether only the title counts, or title and body.
  var isTitleOnly: Bool
}
