/// A document as it goes into an index, and as it comes back where it is stored: all texts are UTF-8, but for the path,
/// which is whatever bytes the file system gives.
public struct IndexDocument: Equatable, Sendable {
  /// The id that the document came with; empty if it is known by its path alone.
  public var id: [UInt8] = []
  /// The file that the document came from; empty if unknown.
  public var path: [UInt8] = []
  /// The title, indexed before the body.
  public var title: [UInt8] = []
  /// A date as the document gives it; empty if unknown.
  public var date: [UInt8] = []
  /// An address of the original; empty if unknown.
  public var url: [UInt8] = []
  /// A language tag such as `en-GB`, as the document gives it; empty if unknown.
  public var language: [UInt8] = []
  /// The text.
  public var body: [UInt8] = []
  /// The file that the document was read from; nil where there is none, as for the standard input.
  public var source: DocumentSource?

  /// Where the bytes of the title stand in the file: an `Extraction.SourceMap` as its `encoded` gives it, opaque here. None
  /// where the title is the beginning of the file, or a record's own field. Of a document that comes back, it is read apart
  /// (`StoredDocuments.sourceMaps`).
  public var titleMap: [UInt8] = []
  /// Where the bytes of the body stand in the file, like `titleMap`.
  public var bodyMap: [UInt8] = []

  /// A document with no fields set.
  public init() {}

  /// What the document is found by: its id, and its path, which documents with ids of their own often share.
  var keys: [DocumentKey] {
    (id.isEmpty ? [] : [.id(id)]) + (path.isEmpty ? [] : [.path(path)])
  }

  /// What no other document of an index that is kept up to date has: the id, or else the path.
  public var key: DocumentKey? { keys.first }

  /// Throws for a document that is too large to be taken in.
  ///
  /// - Throws: `IndexError.limitExceeded`.
  func requireLimits() throws {
    guard byteCount <= IndexFormat.maximumDocumentSize else {
      throw IndexError.limitExceeded("a document of \(byteCount) bytes; \(IndexFormat.maximumDocumentSize) at most")
    }
    guard sourceMapByteCount <= IndexFormat.maximumSourceMapSize else {
      throw IndexError.limitExceeded("a document whose places in its file take \(sourceMapByteCount) bytes")
    }
  }

  /// Bytes of all texts together.
  var byteCount: Int { id.count + path.count + title.count + date.count + url.count + language.count + body.count }

  /// Bytes of both maps.
  var sourceMapByteCount: Int { titleMap.count + bodyMap.count }
}
