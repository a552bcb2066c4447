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

  /// What the document is found by: its id, or else its path; nil if it has neither. Documents with ids of their own often
  /// share one file, whose path then says little.
  var key: DocumentKey? {
    if !id.isEmpty { return .id(id) }
    return path.isEmpty ? nil : .path(path)
  }

  /// Bytes of all texts together.
  var byteCount: Int { id.count + path.count + title.count + date.count + url.count + language.count + body.count }

  /// Bytes of both maps.
  var sourceMapByteCount: Int { titleMap.count + bodyMap.count }
}
