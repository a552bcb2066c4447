import Index
import Platform

/// Gathers changes of files into requests that are committed one after the other, two of them on their way at most.
final class ChangeBatcher {
  private struct Progress {
    var onTheWay = 0
    var commit = IndexCommit(epoch: 0)
    var failure: (any Error)?
  }

  private static let greatestOnTheWay = 2
  /// Changes and files in one request: many small ones take longer than their bytes say.
  private static let greatestCount = 4096

  private let writer: WriterLoop
  private let batchSize: Int
  private let observer: UpdateObserver
  private let meanwhile: () -> Void
  private let progress = Monitor(Progress())
  private var request = IndexRequest()
  private var byteCount = 0

  /// Begins to gather.
  ///
  /// - Parameters:
  ///   - writer: commits the requests.
  ///   - batchSize: bytes of documents in a request.
  ///   - observer: says whether to go on.
  ///   - meanwhile: called between two requests.
  init(_ writer: WriterLoop, batchSize: Int, observer: UpdateObserver, meanwhile: @escaping () -> Void) {
    self.writer = writer
    self.batchSize = batchSize
    self.observer = observer
    self.meanwhile = meanwhile
  }

  /// Adds a change of documents.
  func add(_ change: IndexChange) {
    request.changes.append(change)
    byteCount += change.byteCount
  }

  /// Adds a change of what is known of a file, behind those of its documents.
  func add(_ change: FileChange) {
    request.files.append(change)
  }

  /// Sends what was added on its way, if it is enough.
  ///
  /// - Throws: `UpdaterError.cancelled`, and what a commit has failed with.
  func sendIfFull() throws {
    if observer.isCancelled() { throw UpdaterError.cancelled }
    guard byteCount >= batchSize || request.changes.count + request.files.count >= Self.greatestCount else { return }
    try send()
    meanwhile()
  }

  /// Sends the rest on its way, and waits until all is durable.
  ///
  /// - Returns: what all has changed.
  /// - Throws: what a commit has failed with.
  func finish() throws -> IndexCommit {
    try send()
    try wait(for: 0)
    return progress.withLock { $0.commit }
  }

  /// Sends what was added; an empty request too, whose answer says what epoch it is.
  private func send() throws {
    try wait(for: Self.greatestOnTheWay - 1)
    progress.withLock { $0.onTheWay += 1 }
    // So few are on their way that they need not be refused where much waits.
    writer.submit(
      Submission(request, isLimited: false) { [progress] result in
        progress.withLock { progress in
          progress.onTheWay -= 1
          switch result {
          case .success(let commit): progress.commit = progress.commit + commit
          case .failure(let error): progress.failure = progress.failure ?? error
          }
        }
        progress.broadcast()
      })
    (request, byteCount) = (IndexRequest(), 0)
  }

  private func wait(for count: Int) throws {
    let failure = progress.waiting { progress -> (any Error)?? in
      if let failure = progress.failure { return .some(failure) }
      return progress.onTheWay <= count ? .some(nil) : nil
    }
    if let failure { throw failure }
  }
}
