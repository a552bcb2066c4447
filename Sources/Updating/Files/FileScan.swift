import Index
import Ingest
import Platform

/// Brings the index up to date with some files and folders: what has not changed is not read, what was renamed keeps its
/// documents, and what is gone is removed.
final class FileScan {
  private let known: KnownFiles
  private let moves: MoveFinder
  private let batcher: ChangeBatcher
  private let observer: UpdateObserver
  private var trace = ScanTrace()
  /// The file whose documents are coming in.
  private var current: [UInt8]?
  private(set) var report = FileUpdateReport()
  private var skipped: [SkipReason: Int] = [:]
  private var progress = UpdateProgress(.reading)
  /// How much there is in what is looked through.
  private var total: ScanTotal?

  init(known: KnownFiles, moves: MoveFinder, batcher: ChangeBatcher, observer: UpdateObserver) {
    self.known = known
    self.moves = moves
    self.batcher = batcher
    self.observer = observer
  }

  /// Looks through a file or a folder.
  ///
  /// - Parameters:
  ///   - path: what is looked through.
  ///   - options: how.
  ///   - rereads: whether files are read that seem unchanged.
  /// - Throws: `IngestError` where it cannot be read at all; what a commit has failed with; `UpdaterError.cancelled`.
  func run(_ path: [UInt8], options: IngestOptions, rereads: Bool = false) throws {
    var options = options
    options.decide = { [known, moves] path, status in
      Self.decide(path, status, rereads: rereads, known: known, moves: moves)
    }
    total = try? ScanTotal(path, options: options)
    let result = try Ingestor.ingestAhead(
      [.path(path)], options: options, onSkip: skip, onRead: read, onFile: finish
    ) { document in
      try add(document)
    }
    for (reason, count) in result.skipped { skipped[reason, default: 0] += count }
    report.warnings += result.warnings.map { "\($0)" }
    observer.onProgress(progress)
  }

  /// Removes what was not met of the files that are known below a path, or stands there itself.
  func sweep(below path: [UInt8]) throws {
    if let entry = try known.entry(at: path) { try sweep(entry) }
    try known.forEach(withPrefix: Root.prefix(of: path)) { entry in try sweep(entry) }
  }

  /// Removes what was known of a file, unless it was met, has been moved, or may still be there.
  func sweep(_ entry: FileEntry) throws {
    guard !trace.hasMet(entry.path), !moves.isLeft(entry.path) else { return }
    guard trace.verdict(on: entry.path) == .gone else { return }
    try remove(entry.path)
  }

  /// Removes the documents of a file that is gone.
  func remove(_ path: [UInt8]) throws {
    batcher.add(.remove(.path(path)))
    batcher.add(.forget(path))
    try batcher.sendIfFull()
  }

  /// Waits until all is durable.
  ///
  /// - Returns: what was done.
  func finish() throws -> FileUpdateReport {
    let commit = try batcher.finish()
    report.epoch = commit.epoch
    report.addedCount = commit.addedCount
    report.replacedCount = commit.replacedCount
    report.removedCount = commit.removedCount
    for reason in SkipReason.allCases {
      guard let count = skipped[reason] else { continue }
      report.skipped.add(.init(reason: reason.description, count: count, isByRule: reason.isByRule))
    }
    return report
  }

  // MARK: What is told while files are read

  private static func decide(
    _ path: [UInt8], _ status: FileStatus, rereads: Bool, known: KnownFiles, moves: MoveFinder
  ) -> FileDecision {
    let stamp = FileStamp(status)
    // What cannot be asked is read.
    guard !rereads, let entry = try? known.entry(at: path) else {
      return !rereads && moves.isMoved(path, stamp, status.identity) ? .unchanged : .read(knownHash: nil)
    }
    if entry.stamp == stamp { return .unchanged }
    return .read(knownHash: entry.skipReason.isEmpty && entry.hash != 0 ? entry.hash : nil)
  }

  private func add(_ document: SourceDocument) throws {
    if current != document.path {
      current = document.path
      batcher.add(.remove(.path(document.path)))
    }
    batcher.add(.append(IndexDocument(document)))
    try batcher.sendIfFull()
  }

  private func finish(_ file: IngestedFile) throws {
    defer { current = nil }
    trace.meet(file.path)
    progress.done += 1
    if case .unchanged = file.outcome { progress.doneBytes += UInt64(file.status.size) }
    if progress.done % 64 == 0 {
      total?.give(to: &progress)
      observer.onProgress(progress)
    }
    var entry = FileEntry(path: file.path, stamp: FileStamp(file.status), hash: file.hash)
    switch file.outcome {
    case .unchanged:
      if let origin = moves.takeOrigin(of: file.path) {
        entry.hash = origin.hash
        report.movedCount += 1
        batcher.add(.move(from: origin.path, to: file.path))
        batcher.add(.forget(origin.path))
        batcher.add(.set(entry))
      } else {
        report.unchangedCount += 1
      }
    case .same:
      report.unchangedCount += 1
      batcher.add(.set(entry))
    case .read, .skipped:
      if case .skipped(let reason) = file.outcome { entry.skipReason = reason.description }
      if current != file.path { batcher.add(.remove(.path(file.path))) }
      batcher.add(.set(entry))
    }
    try batcher.sendIfFull()
  }

  private func skip(_ item: SkippedItem) {
    trace.skip(item)
    guard !item.reason.isByRule else { return }
    report.skipped.add(
      .init(
        path: item.path, line: item.line, column: item.column, reason: item.reason.description, detail: item.detail))
  }

  private func read(_ count: Int) {
    report.byteCount += UInt64(count)
    progress.doneBytes += UInt64(count)
  }
}
