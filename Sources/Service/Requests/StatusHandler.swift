import Index
import SearchAPI

/// Answers `status`.
struct StatusHandler {
  let catalog: IndexCatalog
  let statistics: ServerStatistics

  /// - Throws: why an index cannot be read, if none can; else those that can are told of.
  func answer() throws -> StatusAnswer {
    var statuses: [IndexStatus] = []
    var failure: (any Error)?
    for index in catalog.indexes {
      do {
        statuses.append(try Self.status(of: index))
      } catch {
        failure = failure ?? error
      }
    }
    if statuses.isEmpty, let failure { throw failure }
    return StatusAnswer(
      processID: ProcessID.current, uptimeSeconds: statistics.uptime / .seconds(1), indexes: statuses,
      connections: statistics.connections, requests: statistics.requests)
  }

  private static func status(of index: ServedIndex) throws -> IndexStatus {
    try index.withSnapshot { snapshot in
      let fingerprint = String(snapshot.manifest.analyzerFingerprint, radix: 16)
      return IndexStatus(
        name: index.location.name,
        path: DocumentPath(index.location.directory),
        documents: snapshot.documentCount,
        // The terms of several segments overlap; only one has a number of its own.
        terms: snapshot.segments.count == 1 ? snapshot.segments[0].terms.count : nil,
        segments: snapshot.segments.count,
        epoch: snapshot.manifest.epoch,
        bytes: index.allocatedBytes,
        analyzer: String(repeating: "0", count: 16 - fingerprint.count) + fingerprint,
        format: Int(IndexFormat.version))
    }
  }
}
