import SearchAPI

/// Where matches of a document stand in its source, as it is now.
struct MatchPlaces {
  /// A place for each match; nil where it is not known any more.
  var places: [SearchMatch.Place?]
  /// Whether the source has changed since it was indexed.
  var isStale: Bool
  /// Whether the deadline passed before they were looked for in a source that has changed.
  var isPartial = false
  /// The line of the file in which a record stands now.
  var recordLine: Int? = nil
}
