/// Changes that are made together: all of them or none.
public struct IndexRequest: Equatable, Sendable {
  /// Changes of documents, in their order.
  public var changes: [IndexChange]
  /// Changes of what is known of files.
  public var files: [FileChange]

  /// A request for some changes.
  public init(_ changes: [IndexChange] = [], files: [FileChange] = []) {
    self.changes = changes
    self.files = files
  }

  /// Bytes of all documents that are taken in.
  public var byteCount: Int { changes.reduce(0) { $0 + $1.byteCount } }
}
