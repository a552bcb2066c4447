/// A part of a document that is searched.
public enum DocumentField: String, Sendable, CaseIterable {
  /// The title.
  case title
  /// The text below it.
  case body
}
