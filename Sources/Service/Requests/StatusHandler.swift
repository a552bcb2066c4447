import Index
import JSON
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
  ///   - byteLimit: how long an answer can be: no more is listed than fits.
  /// - Returns: the answer.
  func answer(_ request: StatusRequest, byteLimit: Int) -> StatusAnswer {
    var room = byteLimit / 2
    var statuses: [IndexStatus] = []
    var problems: [IndexProblem] = []
    for index in catalog.indexes {
      do {
        statuses.append(
          try index.withSnapshot { snapshot in
            var status = Self.status(of: index, snapshot)
            if request.wantsSkipped { status.skipped = Self.list(try snapshot.skipped(), room: &room) }
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

  /// The list as the client gets it, cut where the room ends.
  private static func list(_ skipped: Index.SkippedSources, room: inout Int) -> SearchAPI.SkippedSources {
    var items: [SkippedSource] = []
    for item in skipped.items {
      let source = SkippedSource(
        path: DocumentPath(bytes: item.path), line: item.line > 0 ? item.line : nil,
        column: item.column > 0 ? item.column : nil, reason: item.reason,
        detail: item.detail.isEmpty ? nil : item.detail)
      var writer = JSONWriter()
      source.write(to: &writer)
      room -= writer.bytes.count + 1
      guard room >= 0 else { break }
      items.append(source)
    }
    return SearchAPI.SkippedSources(count: skipped.count, items: items)
  }
}
