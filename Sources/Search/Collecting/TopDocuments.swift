/// The answer to a search.
public struct TopDocuments: Equatable, Sendable {
  /// The best documents, best first; among equal scores the one that came first.
  public var hits: [Hit]
  /// How many documents were left out as reprints, from the top of the ranking to the last hit, or to the end of it if there are
  /// fewer hits than were wanted.
  public var collapsedCount = 0
  /// How many documents match; nil if that was not asked for.
  public var total: Int?
  /// Whether the deadline passed: then there may be better hits, and more of them.
  public var isIncomplete: Bool
}
