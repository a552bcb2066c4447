import Index

/// An index of a generated collection, in a directory of its own that goes when it is let go.
package final class GeneratedIndex {
  private let folder: TemporaryDirectory
  /// How many documents it holds.
  package let documentCount: Int

  /// Builds the index.
  ///
  /// - Throws: what building does.
  package init(documentCount: Int) throws {
    folder = try TemporaryDirectory()
    self.documentCount = documentCount
    var options = IndexBuilder.Options()
    options.storesDocuments = false
    let builder = try IndexBuilder(directory: folder.path(of: "index"), options: options)
    var collection = GeneratedCollection()
    var document = IndexDocument()
    for _ in 0..<documentCount {
      document.body = collection.nextDocument()
      try builder.add(document)
    }
    try builder.finish()
  }

  /// Where it lies.
  package var directory: String { folder.path(of: "index") }
}
