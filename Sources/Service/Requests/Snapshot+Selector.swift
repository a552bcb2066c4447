import Index
import Postings
import SearchAPI

extension Snapshot {
  /// Finds the document that a request names.
  ///
  /// - Parameters:
  ///   - selector: how it names it.
  ///   - call: when to stop.
  /// - Returns: the number of its segment, and the document in it; nil if there is none.
  /// - Throws: `RPCError` if it is not wanted any more, and what the engine throws about a damaged index.
  func find(_ selector: DocumentRequest.Selector, for call: Call) throws -> (segment: Int, document: DocID)? {
    for (number, segment) in segments.enumerated() {
      let document: DocID? =
        switch selector {
        case .ordinal(let ordinal): try segment.document(ordinal: ordinal, checkpoint: call.checkIsWanted)
        case .id(let id): try segment.storedDocuments().find(.id(Array(id.utf8)), checkpoint: call.checkIsWanted)
        case .path(let path): try segment.storedDocuments().find(.path(path.bytes), checkpoint: call.checkIsWanted)
        }
      if let document { return (number, document) }
    }
    return nil
  }
}
