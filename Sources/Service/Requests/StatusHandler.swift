import Index
import JSONRPC
import Platform
import SearchAPI

/// Answers `status`.
struct StatusHandler {
  let catalog: IndexCatalog
  let statistics: ServerStatistics

  func answer() -> StatusAnswer {
    var statuses: [IndexStatus] = []
    var problems: [IndexProblem] = []
    for index in catalog.indexes {
      do {
        statuses.append(try Self.status(of: index))
      } catch {
        problems.append(IndexProblem(name: index.location.name, message: RPCError(error).message))
      }
    }
    var answer = StatusAnswer(
      processID: CurrentProcess.id, uptimeSeconds: statistics.uptime / .seconds(1), indexes: statuses,
      connections: statistics.connections, requests: statistics.requests)
    answer.problems = problems
    return answer
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
