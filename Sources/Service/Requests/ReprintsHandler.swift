import Index
import JSON
import JSONRPC
import NearDuplicates
import Search
import SearchAPI

/// Answers `reprints`.
struct ReprintsHandler {
  let catalog: IndexCatalog

  /// Finds the reprints of a document.
  ///
  /// - Parameters:
  ///   - request: which document.
  ///   - call: when to stop.
  ///   - byteLimit: how long an answer can be: reprints that would be too many for it are left out.
  /// - Returns: the reprints, if there is such a document.
  /// - Throws: `RPCError`, and what the engine throws about a damaged index.
  func answer(_ request: ReprintsRequest, to call: Call, byteLimit: Int) throws -> ReprintsAnswer {
    let stopwatch = Stopwatch()
    return try catalog.index(named: request.index).withSnapshot(atLeast: request.minEpoch) { snapshot in
      guard let (segment, document) = try snapshot.find(request.selector, for: call) else { return ReprintsAnswer(nil) }
      let searcher = Searcher(snapshot: snapshot)
      let list = try searcher.reprints(
        ofDocument: document, in: segment, offset: request.offset, limit: request.limit,
        interruption: call.interruption)
      var reprints: [DocumentReprint] = []
      var byteCount = Self.envelopeLength
      var isLate = list?.isIncomplete ?? false
      for reprint in list?.reprints ?? [] {
        guard !call.cancellation.isCancelled else { throw SearchError.cancelled }
        if let deadline = call.deadline, ContinuousClock.now >= deadline {
          isLate = true
          break
        }
        let presented = try Self.present(reprint, of: snapshot)
        var writer = JSONWriter()
        presented.write(to: &writer)
        byteCount += writer.bytes.count + 1
        guard byteCount <= byteLimit || reprints.isEmpty else { break }
        reprints.append(presented)
      }
      guard !isLate || list?.total ?? 0 > 0 else { throw RPCError.timedOut }
      return ReprintsAnswer(
        DocumentReprints(
          ordinal: try snapshot.segments[segment].ordinal(of: document), epoch: snapshot.manifest.epoch,
          total: list?.total ?? 0, reprints: reprints, tookMilliseconds: stopwatch.milliseconds, isIncomplete: isLate,
          warnings: searcher.knowsReprints ? [] : [.unknownReprints]))
    }
  }

  /// What an answer takes beside the reprints, in bytes.
  private static let envelopeLength = 1024

  private static func present(_ reprint: Reprint, of snapshot: Snapshot) throws -> DocumentReprint {
    let resemblance: Double? =
      switch reprint.relation {
      case .exact: nil
      case .near(let resemblance): resemblance
      }
    var result = DocumentReprint(ordinal: reprint.ordinal, resemblance: resemblance)
    let document = try snapshot.segments[reprint.segment].storedDocuments().document(reprint.document, bodyLimit: 0)
    result.id = document.id.nonEmptyText
    result.path = document.path.isEmpty ? nil : DocumentPath(bytes: document.path)
    result.title = document.title.nonEmptyText
    result.date = document.date.nonEmptyText
    result.url = document.url.nonEmptyText
    return result
  }
}

extension QueryWarning {
  /// What is said of an index that was built without fingerprints.
  static let unknownReprints = QueryWarning(
    message: "the index has no fingerprints of all its documents, so not all reprints are known; build it anew",
    start: 0,
    end: 0)
}
