/// A field to which a whole query can be restricted.
public enum SearchField: String, Sendable, CaseIterable {
  /// The title.
  case title
}
