/// A change of an index.
public enum IndexChange: Equatable, Sendable {
  /// Takes a document in, in the place of all that have its key.
  case put(IndexDocument)
  /// Removes all documents that have this id or path.
  case remove(DocumentKey)
}
