import Index
import Platform
import Synchronization

/// What is done for an index as a whole: compaction and copies.
final class Upkeep: Sendable {
  /// The file may be copied several times at once, but not while it is replaced: whoever copies keeps the old one open.
  private struct Copies {
    var backupCount = 0
    var isRewriting = false
  }

  private let writer: WriterLoop
  private let files: FileLoop
  private let open: IndexUpdater.Opener
  private let onEvent: @Sendable (UpdaterEvent) -> Void
  private let copies = Monitor(Copies())

  init(
    writer: WriterLoop, files: FileLoop, open: @escaping IndexUpdater.Opener,
    onEvent: @escaping @Sendable (UpdaterEvent) -> Void
  ) {
    self.writer = writer
    self.files = files
    self.open = open
    self.onEvent = onEvent
  }

  /// Whether the file is being copied.
  var isCopying: Bool { copies.withLock { $0.isRewriting || $0.backupCount > 0 } }

  /// Merges all segments while other changes are committed, and gives free space back then.
  func compact(
    reorders: Bool, _ observer: UpdateObserver, then completion: @escaping IndexUpdater.Completion<CompactionReport>
  ) {
    let report = Mutex(CompactionReport())
    do {
      let reader = try open()
      report.withLock { report in report.bytesBefore = (try? reader.space()).map { UInt64($0.fileBytes) } ?? 0 }
      report.withLock { report in
        report.segmentCount = (try? reader.makeSession().withSnapshot { $0.segments.count }) ?? 0
      }
    } catch {
      return completion(.failure(error))
    }
    observer.onProgress(UpdateProgress(.merging))
    let finish: @Sendable ((any Error)?) -> Void = { [self] error in
      if let error { return completion(.failure(error)) }
      rewrite(reorders: reorders, observer) { [self] result in
        completion(
          result.flatMap { _ in
            Result {
              let reader = try open()
              let bytes = UInt64(try reader.space().fileBytes)
              let epoch = try reader.makeSession().withSnapshot { $0.manifest.epoch }
              return report.withLock { report in
                (report.bytesAfter, report.epoch) = (bytes, epoch)
                return report
              }
            }
          })
      }
    }
    // Reordering merges by itself, with the writer to itself.
    if reorders { finish(nil) } else { writer.mergeAll(then: finish) }
  }

  /// Gives free space back. At rest, who comes meanwhile goes first; at work, changes wait until it is done.
  func giveSpaceBack(isAtRest: Bool) {
    let writer = writer
    rewrite(reorders: false, UpdateObserver(isCancelled: { isAtRest ? writer.isWaitedFor : writer.isStopping })) {
      [onEvent] result in
      switch result {
      case .success: onEvent(.note("gave free space back"))
      case .failure(UpdaterError.cancelled), .failure(UpdaterError.stopped): break
      case .failure(let error): onEvent(.warning("free space cannot be given back: \(error)"))
      }
    }
  }

  /// Copies the index as it is.
  func backup(
    to directory: String, _ observer: UpdateObserver, then completion: @escaping IndexUpdater.Completion<UInt64>
  ) {
    do throws(SystemError) {
      try Thread.start { [self] in
        copies.waiting { copies -> Void? in
          if copies.isRewriting { return nil }
          return copies.backupCount += 1
        }
        let result = Result { try copy(to: directory, observer) }
        copies.withLock { $0.backupCount -= 1 }
        copies.broadcast()
        completion(result)
      }
    } catch {
      completion(.failure(error))
    }
  }

  private func copy(to directory: String, _ observer: UpdateObserver) throws -> UInt64 {
    do {
      return UInt64(
        try open().copy(to: directory, isCancelled: observer.isCancelled, onProgress: Self.report(to: observer)))
    } catch {
      throw UpdaterError.describing(error)
    }
  }

  /// Copies what is in use into a new file, which takes the place of the old one. Files are not looked at meanwhile, so that
  /// nothing of the index is held when it is opened anew.
  private func rewrite(
    reorders: Bool, _ observer: UpdateObserver, then completion: @escaping IndexUpdater.Completion<Void>
  ) {
    files.submit(
      .pause { [self] isStopped in
        guard !isStopped else { return completion(.failure(UpdaterError.stopped)) }
        copies.waiting { copies -> Void? in
          if copies.isRewriting || copies.backupCount > 0 { return nil }
          return copies.isRewriting = true
        }
        let outcome = Monitor<Result<Void, any Error>?>(nil)
        writer.submit(
          WriterTask(
            run: { writer in
              if reorders { try writer.reorder() }
              guard try writer.reader.space().isWorthCompacting else { return }
              _ = try writer.compact(isCancelled: observer.isCancelled, onProgress: Self.report(to: observer))
            },
            completion: { error in
              outcome.withLock { $0 = error.map { .failure($0) } ?? .success(()) }
              outcome.broadcast()
            }, endsLease: true))
        let result = outcome.waiting { $0 }
        copies.withLock { $0.isRewriting = false }
        copies.broadcast()
        completion(result)
      })
  }

  private static func report(to observer: UpdateObserver) -> (_ done: Int, _ total: Int) -> Void {
    { done, total in
      var progress = UpdateProgress(.copying)
      (progress.doneBytes, progress.totalBytes) = (UInt64(done), UInt64(total))
      observer.onProgress(progress)
    }
  }
}
