import JSONRPC
import LMDB
import SearchAPI
import Updating

// Changes and upkeep: handed over to others, so that no thread of the pool waits for them.
extension RequestDispatcher {
  /// The index that a request changes or looks after; nil for a request that is answered at once.
  func changedIndex(by request: TypedRequest) throws -> ServedIndex? {
    switch request {
    case .add, .update, .remove, .commit, .refresh, .compact, .backup, .check: try catalog.index(named: request.index)
    case .initialize, .search, .count, .document, .reprints, .status, .roots, .shutdown: nil
    }
  }

  /// Hands a call over.
  ///
  /// - Parameters:
  ///   - call: what is asked.
  ///   - index: the index that is meant.
  ///   - byteLimit: how long the answer may be.
  ///   - stopwatch: measures since the call was begun with.
  ///   - pending: takes the answer, maybe before this returns.
  /// - Throws: why it cannot be handed over; `pending` takes nothing then.
  func handOver(
    _ call: Call, of index: ServedIndex, byteLimit: Int, _ stopwatch: Stopwatch, to pending: PendingAnswer
  ) throws {
    let changes = ChangeHandler(index, for: call, byteLimit: byteLimit)
    switch call.request {
    case .add(let request): try changes.add(request, then: reply(call, stopwatch, pending))
    case .remove(let request): try changes.remove(request, then: reply(call, stopwatch, pending))
    case .update(let request): try changes.update(request, then: reply(call, stopwatch, pending))
    case .refresh(let request): try changes.refresh(request, then: reply(call, stopwatch, pending))
    case .commit:
      let reply: Reply<CommitAnswer> = reply(call, stopwatch, pending)
      try index.updates.updater().commit { result in
        reply(result.map { CommitAnswer(epoch: $0, tookMilliseconds: stopwatch.milliseconds) })
      }
    case .compact(let request):
      let reply: Reply<CompactAnswer> = reply(call, stopwatch, pending)
      try index.updates.updater().compact(reorders: request.reorders, observer: call.observer) { result in
        reply(result.map { CompactAnswer($0, tookMilliseconds: stopwatch.milliseconds) })
      }
    case .backup(let request):
      let reply: Reply<BackupAnswer> = reply(call, stopwatch, pending)
      guard let directory = String(validating: request.path.bytes, as: UTF8.self) else {
        throw RPCError(.invalidParams, "path must be UTF-8")
      }
      try index.updates.updater().backup(to: directory, observer: call.observer) { result in
        reply(
          result.map { BackupAnswer(bytes: $0, tookMilliseconds: stopwatch.milliseconds) }
            .mapError { Self.described($0, asOf: directory) })
      }
    case .check:
      try CheckHandler(program: program).begin(index, for: call, then: reply(call, stopwatch, pending))
    case .initialize, .search, .count, .document, .reprints, .status, .roots, .shutdown:
      preconditionFailure("answered at once")
    }
  }

  /// What is wrong with the place of a copy is wrong with the parameter that names it, not with the index.
  private static func described(_ error: any Error, asOf directory: String) -> any Error {
    guard let error = error as? LMDBError, error.path == directory, error.code != .diskFull else { return error }
    return RPCError(.invalidParams, "path: \(error)")
  }

  private typealias Reply<Answer> = @Sendable (Result<Answer, any Error>) -> Void

  /// What encodes an answer once it is there. A change that was made is told of, however little room a batch has left.
  private func reply<Answer: APIAnswer>(
    _ call: Call, _ stopwatch: Stopwatch, _ pending: PendingAnswer
  ) -> Reply<Answer> {
    { result in
      switch result {
      case .success(let answer):
        log(call, stopwatch, code: nil)
        pending.give(Self.encode(answer, id: call.id))
      case .failure(let error):
        pending.give(refuse(call, error, stopwatch))
      }
    }
  }
}

extension CompactAnswer {
  fileprivate init(_ report: CompactionReport, tookMilliseconds: Double) {
    self.init(
      epoch: report.epoch, segments: report.segmentCount, bytesBefore: report.bytesBefore,
      bytesAfter: report.bytesAfter, tookMilliseconds: tookMilliseconds)
  }
}
