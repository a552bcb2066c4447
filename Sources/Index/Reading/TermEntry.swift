/// What the dictionary says of a term in one segment: how often it occurs, and where its lists stand.
public struct TermEntry: Equatable, Sendable {
  /// How many documents hold the term; at least 1.
  public var documentFrequency: Int
  /// How often the term occurs in all of them together.
  public var totalFrequency: UInt64
  /// Address of the first block in the stream of documents.
  var documentsAddress: Int
  /// Address of the first group in the stream of positions.
  var positionsAddress: Int
  /// Number of the list's first entry in the stream of skips.
  var skipIndex: Int
  /// Number of the list's first entry in the stream of impacts.
  var impactIndex: Int
}
