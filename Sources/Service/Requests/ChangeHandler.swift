import Index
import SearchAPI
import Updating

/// Hands changes of an index over to its updater: `index/add`, `index/update`, `index/remove`, `index/refresh`.
struct ChangeHandler {
  typealias Completion = @Sendable (Result<ChangeAnswer, any Error>) -> Void

  /// The index that is meant.
  let index: ServedIndex
  let call: Call
  /// How long an answer can be, in bytes: no more is listed than fits.
  let byteLimit: Int
  private let stopwatch = Stopwatch()

  init(_ index: ServedIndex, for call: Call, byteLimit: Int) {
    self.index = index
    self.call = call
    self.byteLimit = byteLimit
  }

  func add(_ request: AddRequest, then completion: @escaping Completion) throws {
    let changes = request.documents.map { IndexChange.insert(IndexDocument($0)) }
    try index.updates.updater().apply(changes) { completion($0.map(answer)) }
  }

  func remove(_ request: RemoveRequest, then completion: @escaping Completion) throws {
    let keys = request.paths.map { DocumentKey.path($0.bytes) } + request.ids.map { DocumentKey.id(Array($0.utf8)) }
    try index.updates.updater().remove(keys) { completion($0.map(answer)) }
  }

  /// Takes the documents first, then the files.
  func update(_ request: UpdateRequest, then completion: @escaping Completion) throws {
    let updater = try index.updates.updater()
    guard !request.documents.isEmpty else {
      return update(request.fileUpdate, of: request, with: updater, then: completion)
    }
    let changes = request.documents.map { IndexChange.put(IndexDocument($0)) }
    updater.apply(changes) { result in
      guard case .success(let commit) = result, !request.paths.isEmpty else { return completion(result.map(answer)) }
      update(request.fileUpdate, of: request, with: updater) { result in
        completion(
          result.map { files in
            var sum = files
            sum.added += commit.addedCount
            sum.replaced += commit.replacedCount
            sum.removed += commit.removedCount
            return sum
          })
      }
    }
  }

  func refresh(_ request: RefreshRequest, then completion: @escaping Completion) throws {
    let update = FileUpdate(paths: request.paths.map(\.bytes))
    try index.updates.updater().update(update, observer: call.observer) { result in
      completion(result.map { answer($0, skippedLimit: RequestLimits.defaultSkipped) })
    }
  }

  private func update(
    _ files: FileUpdate, of request: UpdateRequest, with updater: any Updater, then completion: @escaping Completion
  ) {
    updater.update(files, observer: call.observer) { result in
      completion(result.map { answer($0, skippedLimit: request.skippedLimit) })
    }
  }

  private func answer(_ commit: IndexCommit) -> ChangeAnswer {
    var answer = ChangeAnswer(epoch: commit.epoch, tookMilliseconds: stopwatch.milliseconds)
    answer.added = commit.addedCount
    answer.replaced = commit.replacedCount
    answer.removed = commit.removedCount
    return answer
  }

  private func answer(_ report: FileUpdateReport, skippedLimit: Int) -> ChangeAnswer {
    var room = byteLimit / 2
    var answer = ChangeAnswer(epoch: report.epoch, tookMilliseconds: stopwatch.milliseconds)
    answer.added = report.addedCount
    answer.replaced = report.replacedCount
    answer.removed = report.removedCount
    answer.moved = report.movedCount
    answer.unchanged = report.unchangedCount
    answer.skipped = SearchAPI.SkippedSources(report.skipped, limit: skippedLimit, room: &room)
    answer.bytes = report.byteCount
    answer.warnings = report.warnings
    return answer
  }
}

extension UpdateRequest {
  fileprivate var fileUpdate: FileUpdate {
    var update = FileUpdate(paths: paths.map(\.bytes))
    update.isFollowed = isWatched
    update.includesNames = includesNames
    update.rereads = rereads
    return update
  }
}
