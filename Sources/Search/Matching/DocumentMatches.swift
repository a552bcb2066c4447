/// Where the query stands in one document.
public struct DocumentMatches: Equatable, Sendable {
  /// The first matches in their order, as many as were asked for at most; behind them, the first match of each leaf that none
  /// of them belongs to, so that no leaf is lost in a long document.
  public var matches: [Match]
  /// How many matches there are, those included that `matches` leaves out.
  public var count: Int
  /// Whether the deadline passed before all of the document was looked at: then there may be more.
  public var isPartial: Bool

  /// The matches of a document.
  public init(matches: [Match], count: Int, isPartial: Bool) {
    self.matches = matches
    self.count = count
    self.isPartial = isPartial
  }
}
