import Index
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
    try catalog.index(named: request.index).withSnapshot { snapshot in
      for segment in snapshot.segments {
        if let document = try Self.find(request.selector, in: segment, for: call) {
          return DocumentAnswer(try Self.read(document, of: segment, byteLimit: byteLimit))
        }
      }
      return DocumentAnswer(nil)
    }
  }

  private static func find(
    _ selector: DocumentRequest.Selector, in segment: SegmentReader, for call: Call
  ) throws -> DocID? {
    switch selector {
    case .ordinal(let ordinal): try segment.document(ordinal: ordinal)
    case .id(let id): try segment.storedDocuments().find(.id(Array(id.utf8)), checkpoint: call.checkIsWanted)
    case .path(let path): try segment.storedDocuments().find(.path(path.bytes), checkpoint: call.checkIsWanted)
    }
  }

  private static func read(_ document: DocID, of segment: SegmentReader, byteLimit: Int) throws -> StoredDocument {
    var result = StoredDocument(ordinal: try segment.ordinal(of: document))
    let documents = try segment.storedDocuments()
    guard documents.isAvailable else { return result }
    // One byte more than fits says as well as all of them that the document does not.
    let stored = try documents.document(document, bodyLimit: byteLimit + 1)
    guard stored.body.count <= byteLimit else {
      throw RPCError(.tooLarge, "the document is longer than an answer can be (\(byteLimit) bytes)")
    }
    result.id = stored.id.nonEmptyText
    result.path = stored.path.isEmpty ? nil : DocumentPath(bytes: stored.path)
    result.title = stored.title.nonEmptyText
    result.date = stored.date.nonEmptyText
    result.url = stored.url.nonEmptyText
    result.textOffset = 0
    result.textLength = stored.body.count
    result.text = String(decoding: stored.body, as: UTF8.self)
    return result
  }
}
