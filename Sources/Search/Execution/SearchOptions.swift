/// What is wanted of a search.
public struct SearchOptions: Equatable, Sendable {
  /// How many hits at most; at least 0.
  public var limit = 10
  /// How many of the best hits to pass over; at least 0.
  public var offset = 0
  /// Whether all matches are counted. Without it a search may stop looking at documents that cannot be among the hits.
  public var countsTotal = true
  /// Whether documents are left out that are reprints of a better one. Those that are passed over are no reprints then, either.
  public var collapsesReprints = false
  /// How hits are rated.
  public var similarity = Similarity()

  /// The ten best hits, and the total.
  public init() {}
}
