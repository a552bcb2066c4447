/// A field to which a part of a query can be restricted. Without one, title and body are searched as one text.
public enum QueryField: String, Sendable, CaseIterable {
  /// The title, written `title:`.
  case title
}
