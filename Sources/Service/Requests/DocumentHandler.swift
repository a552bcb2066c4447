import Index
import JSON
import JSONRPC
import Postings
import SearchAPI

/// Answers `document`.
struct DocumentHandler {
  let catalog: IndexCatalog

  /// Finds the document.
  ///
  /// - Parameters:
  ///   - request: which one.
  ///   - call: when to stop.
  ///   - byteLimit: how long an answer can be.
  /// - Returns: the document, if there is one.
  /// - Throws: `RPCError` with `tooLarge`, and what the engine throws about a damaged index.
  func answer(_ request: DocumentRequest, to call: Call, byteLimit: Int) throws -> DocumentAnswer {
    try catalog.index(named: request.index).withSnapshot(atLeast: request.minEpoch) { snapshot in
      guard let (segment, document) = try snapshot.find(request.selector, for: call) else { return DocumentAnswer(nil) }
      var found = try Self.read(document, of: snapshot.segments[segment], for: request, byteLimit: byteLimit)
      found.epoch = snapshot.manifest.epoch
      return DocumentAnswer(found)
    }
  }

  private static func read(
    _ document: DocID, of segment: SegmentReader, for request: DocumentRequest, byteLimit: Int
  ) throws -> StoredDocument {
    var result = StoredDocument(ordinal: try segment.ordinal(of: document))
    let documents = try segment.storedDocuments()
    guard documents.isAvailable else { return result }
    let stored = try documents.document(document)
    result.id = stored.id.nonEmptyText
    result.path = stored.path.isEmpty ? nil : DocumentPath(bytes: stored.path)
    result.title = stored.title.nonEmptyText
    result.date = stored.date.nonEmptyText
    result.url = stored.url.nonEmptyText
    result.language = stored.language.nonEmptyText
    result.source = stored.source.map(SourceInfo.init)
    result.space = SourceSpace(stored.source)

    var writer = JSONWriter()
    DocumentAnswer(result).write(to: &writer)
    let part = TextPart(
      of: stored.body, from: request.offset, count: request.length ?? .max,
      encodedCount: byteLimit - writer.bytes.count - Self.envelopeLength)
    guard !part.range.isEmpty || part.range.lowerBound == stored.body.count else {
      throw RPCError(.tooLarge, "the document's title and names leave no room for its text in an answer")
    }
    result.textOffset = part.range.lowerBound
    result.textLength = stored.body.count
    result.text = String(decoding: stored.body[part.range], as: UTF8.self)
    return result
  }

  /// What an answer takes beside the document, in bytes: its id, and the names of the members for the text.
  private static let envelopeLength = 1024
}
