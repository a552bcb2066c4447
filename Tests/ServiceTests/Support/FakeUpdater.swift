import Platform

@testable import Index
@testable import Service
@testable import Updating

/// Keeps what it is asked until a test says what comes of it.
final class FakeUpdater: Updater {
  /// What it was asked, in words.
  let asked = Monitor<[String]>([])
  private let pending = Monitor<[@Sendable (Result<UInt64, any Error>) -> Void]>([])
  private let observers = Monitor<[UpdateObserver]>([])

  func start() {}

  func stop(milliseconds: Int) -> Bool { true }

  /// How many requests wait.
  var pendingCount: Int { pending.withLock { $0.count } }

  /// Ends the oldest request.
  ///
  /// - Parameter result: the epoch that has it, or why there is none.
  func complete(_ result: Result<UInt64, any Error>) {
    pending.withLock { $0.removeFirst() }(result)
  }

  /// The observer of the newest request that has one.
  var observer: UpdateObserver? { observers.withLock { $0.last } }

  private func add(
    _ text: String, _ observer: UpdateObserver? = nil, then completion: @escaping Completion<UInt64>
  ) {
    asked.withLock { $0.append(text) }
    if let observer { observers.withLock { $0.append(observer) } }
    pending.withLock { $0.append(completion) }
  }

  func apply(_ changes: [IndexChange], then completion: @escaping Completion<IndexCommit>) {
    add("apply \(changes.count)") { result in
      completion(
        result.map { epoch in
          var commit = IndexCommit(epoch: epoch)
          commit.addedCount = changes.count
          return commit
        })
    }
  }

  func remove(_ keys: [DocumentKey], then completion: @escaping Completion<IndexCommit>) {
    add("remove \(keys.count)") { result in
      completion(
        result.map { epoch in
          var commit = IndexCommit(epoch: epoch)
          commit.removedCount = keys.count
          return commit
        })
    }
  }

  func commit(then completion: @escaping Completion<UInt64>) {
    add("commit", then: completion)
  }

  func update(_ request: FileUpdate, observer: UpdateObserver, then completion: @escaping Completion<FileUpdateReport>)
  {
    let paths = request.paths.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    let flags = [
      request.isFollowed ? "" : " unwatched", request.includesNames ? " names" : "", request.rereads ? " reread" : "",
    ]
    add("update \(paths)" + flags.joined(), observer) { result in
      completion(
        result.map { epoch in
          var report = FileUpdateReport()
          report.epoch = epoch
          report.addedCount = 3
          report.unchangedCount = 4
          report.byteCount = 5
          report.warnings = ["look out"]
          for number in 0..<200 {
            report.skipped.add(SkippedSources.Item(path: Array("/\(number)".utf8), reason: "binary"))
          }
          report.skipped.add(SkippedSources.Count(reason: "binary", count: 300, isByRule: false))
          return report
        })
    }
  }

  func compact(reorders: Bool, observer: UpdateObserver, then completion: @escaping Completion<CompactionReport>) {
    add("compact" + (reorders ? " reorder" : ""), observer) { result in
      completion(result.map { CompactionReport(epoch: $0, segmentCount: 2, bytesBefore: 20, bytesAfter: 10) })
    }
  }

  func backup(to directory: String, observer: UpdateObserver, then completion: @escaping Completion<UInt64>) {
    add("backup \(directory)", observer, then: completion)
  }

  var roots: [RootStatus] {
    [
      RootStatus(
        path: Array("/a".utf8), state: .missing, reason: "it is gone", fileCount: 7, excluded: [Array("/a/b".utf8)])
    ]
  }

  var status: UpdaterStatus {
    var status = UpdaterStatus()
    status.waitingCount = pendingCount
    status.waitingBytes = 9
    status.isMerging = true
    status.obstacle = "the disk is full"
    return status
  }
}
