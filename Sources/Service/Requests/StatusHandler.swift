import Index
import JSONRPC
import Platform
import SearchAPI

/// Answers `status`.
struct StatusHandler {
  let catalog: IndexCatalog
  let statistics: ServerStatistics

  /// Says how all are.
  ///
  /// - Parameters:
  ///   - request: whether to list what was skipped.
  ///   - call: when to stop.
  ///   - byteLimit: how long an answer can be: no more is listed than fits.
  /// - Returns: the answer.
  func answer(_ request: StatusRequest, to call: Call, byteLimit: Int) -> StatusAnswer {
    var room = byteLimit / 2
    var statuses: [IndexStatus] = []
    var problems: [IndexProblem] = []
    for index in catalog.indexes {
      do {
        statuses.append(
          try index.withSnapshot { snapshot in
            var status = Self.status(of: index, snapshot)
            if request.wantsSkipped {
              status.skipped = SearchAPI.SkippedSources(
                try snapshot.skippedSources(checkpoint: call.checkIsWanted), room: &room)
            }
            return status
          })
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

  private static func status(of index: ServedIndex, _ snapshot: Snapshot) -> IndexStatus {
    let fingerprint = String(snapshot.manifest.analyzerFingerprint, radix: 16)
    var status = IndexStatus(
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
    status.deletedDocuments = snapshot.manifest.segments.reduce(0) { $0 + $1.deletedCount }
    let space = index.space
    status.liveBytes = space.map { UInt64(clamping: $0.usedBytes) }
    status.freeBytes = space.map { UInt64(clamping: $0.freeBytes) }
    status.updating = index.updates.status
    status.updating.readOnly = index.obstacle.map { "\($0)" }
    return status
  }
}
