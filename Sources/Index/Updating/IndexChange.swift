/// A change of an index.
public enum IndexChange: Equatable, Sendable {
  /// Takes a document in, in the place of all that have its key; it keeps the ordinal of the first of these.
  case put(IndexDocument)
  /// Takes a document in that must be new.
  case insert(IndexDocument)
  /// Takes in one of the documents of a file, of which several may have one path: in the place of all that have its id, if it has
  /// one. It keeps the ordinal of one that was removed by a change before it of the same request, if that had its key.
  case append(IndexDocument)
  /// Removes all documents that have this id or path.
  case remove(DocumentKey)
  /// Gives all documents that have a path another one, in the place of those that have that. They keep their ordinals.
  case move(from: [UInt8], to: [UInt8])

  /// Bytes of the document that is taken in.
  public var byteCount: Int {
    switch self {
    case .put(let document), .insert(let document), .append(let document):
      document.byteCount + document.sourceMapByteCount
    case .remove, .move: 0
    }
  }
}
