/// A place in a document where a leaf of the query stands: a word, a whole phrase, or a word that begins like a prefix.
public struct Match: Hashable, Comparable, Sendable {
  /// The text that it stands in.
  public var field: DocumentField
  /// The bytes of that text, from the first byte of its first word to the end of its last.
  public var range: Range<Int>
  /// Which leaf of the query it is: an index into `MatchFinder.leaves`.
  public var leaf: Int

  /// A match.
  public init(field: DocumentField, range: Range<Int>, leaf: Int) {
    self.field = field
    self.range = range
    self.leaf = leaf
  }

  /// Whether a match stands before another: in the title first, then by where it begins, then by where it ends.
  public static func < (first: Match, second: Match) -> Bool {
    if first.field != second.field { return first.field.rawValue < second.field.rawValue }
    if first.range.lowerBound != second.range.lowerBound { return first.range.lowerBound < second.range.lowerBound }
    if first.range.upperBound != second.range.upperBound { return first.range.upperBound < second.range.upperBound }
    return first.leaf < second.leaf
  }
}
