import Index
import LMDB
import Platform

/// The one thread that writes to the index: it commits what waits as one group, publishes merges, and when nothing has been
/// asked for a while brings the index into its best shape.
final class WriterLoop: Sendable {
  /// How far searches go before changes, and changes before merges.
  static let (changeNiceness, mergeNiceness) = (Int32(10), Int32(15))

  let state = Monitor(WriterState())
  private let open: IndexUpdater.Opener
  let options: UpdaterOptions
  let onEvent: @Sendable (UpdaterEvent) -> Void
  private let onCommit: @Sendable (UInt64) -> Void
  /// Called where much of the file is free, at rest or not.
  let onFreeSpace: @Sendable (_ isAtRest: Bool) -> Void
  let merges = BoundedQueue<MergeJob>(limit: 1)
  /// Whether the lock is kept at rest: folders are followed, and nobody else is to write meanwhile.
  let keepsLock = Monitor(false)

  init(
    open: @escaping IndexUpdater.Opener, options: UpdaterOptions, onEvent: @escaping @Sendable (UpdaterEvent) -> Void,
    onCommit: @escaping @Sendable (UInt64) -> Void, onFreeSpace: @escaping @Sendable (_ isAtRest: Bool) -> Void
  ) {
    self.open = open
    self.options = options
    self.onEvent = onEvent
    self.onCommit = onCommit
    self.onFreeSpace = onFreeSpace
  }

  /// Starts the threads.
  func start() throws(SystemError) {
    try Thread.start { [self] in mergeUntilClosed() }
    do throws(SystemError) {
      try Thread.start { [self] in work() }
    } catch {
      merges.close()
      throw error
    }
  }

  /// Lets the threads end once all is committed that was taken.
  func stop() {
    state.withLock { $0.stop() }
    state.broadcast()
  }

  /// Waits for the end of the threads.
  ///
  /// - Returns: whether they have ended.
  func waitUntilStopped(milliseconds: Int) -> Bool {
    state.waiting(milliseconds: milliseconds) { $0.hasEnded }
  }

  // MARK: What is asked

  /// Has changes committed, together with others that wait.
  func submit(_ submission: Submission) {
    if let error = state.withLock({ $0.add(submission, limit: options.queueLimit) }) {
      return submission.completion(.failure(error))
    }
    state.broadcast()
  }

  /// Has something done by the writer alone, when what waits is committed and no merge runs.
  func submit(_ task: WriterTask) {
    guard state.withLock({ $0.add(task) }) else { return task.completion(UpdaterError.stopped) }
    state.broadcast()
  }

  /// Has all segments merged into one, while other changes are committed.
  func mergeAll(then completion: @escaping @Sendable ((any Error)?) -> Void) {
    guard state.withLock({ $0.add(fullMergeWaiter: completion) }) else { return completion(UpdaterError.stopped) }
    state.broadcast()
  }

  /// Whether somebody waits for a change.
  var isWaitedFor: Bool { state.withLock { $0.waitingCount > 0 || $0.isStopping } }

  /// Whether the threads are to end.
  var isStopping: Bool { state.withLock { $0.isStopping } }

  /// Says whether the lock is to be kept while nothing is asked, and takes it.
  func setKeepsLock(_ keeps: Bool) {
    let hasChanged = keepsLock.withLock { old in
      defer { old = keeps }
      return old != keeps
    }
    // An empty request takes the lock.
    if keeps, hasChanged { submit(Submission(IndexRequest(), then: { _ in })) }
  }

  /// What is going on.
  func describe(_ status: inout UpdaterStatus) {
    state.withLock { state in
      status.waitingCount = state.waitingCount
      status.waitingBytes = state.waitingCost
      status.isMerging = state.isMerging
      status.obstacle = state.obstacle
    }
  }

  // MARK: The writer's thread

  private func work() {
    Thread.yieldToOthers(niceness: Self.changeNiceness)
    let lease = WriterLease(open, options: options.building)
    loop: while true {
      switch nextStep() {
      case .commit(let group): commit(group, lease)
      case .publish(let job): publish(job, lease)
      case .run(let task): run(task, lease)
      case .mergeAll: mergeAll(lease)
      case .tidy: tidy(lease)
      case .end: break loop
      }
    }
    merges.close()
    lease.giveBack()
    state.withLock { $0.end() }
    state.broadcast()
  }

  private func nextStep() -> WriterState.Step {
    while true {
      let (step, time) = state.withLock { state in (state.next(batchSize: options.batchSize), state.waitingTime) }
      if let step { return step }
      _ = state.waiting(milliseconds: time) { $0.hasWork }
    }
  }

  private func commit(_ group: [Submission], _ lease: WriterLease) {
    defer { state.withLock { $0.committed(group.count) } }
    do {
      let writer = try lease.take()
      let results = try writer.apply(group.map(\.request))
      succeeded(epoch: writer.manifest.epoch)
      for (submission, result) in zip(group, results) { submission.completion(result) }
      mergeIfWorthIt(writer, lease)
      mergeIfMany(writer, lease)
    } catch {
      let error = failed(error, lease)
      for submission in group { submission.completion(.failure(error)) }
    }
    scheduleTidying(after: options.restTime)
  }

  private func publish(_ job: MergeJob, _ lease: WriterLease) {
    // A writer that came after has swept away what was written.
    guard lease.isTaken, lease.generation == job.generation, let writer = try? lease.take() else {
      return answerFullMerge(UpdaterError.stopped)
    }
    do {
      if let failure = job.failure { throw failure }
      try writer.publish(job.merge)
      succeeded(epoch: writer.manifest.epoch)
      answerFullMerge(nil)
      if !compactIfWorthIt(writer, lease) { mergeIfWorthIt(writer, lease) }
    } catch {
      writer.discard(job.merge)
      let error = failed(error, lease)
      onEvent(.warning("segments were not merged: \(error)"))
      answerFullMerge(error)
    }
    trimNowAndThen(lease)
    scheduleTidying(after: options.restTime)
  }

  private func mergeAll(_ lease: WriterLease) {
    state.withLock { $0.fullMergeBegan() }
    do {
      let writer = try lease.take()
      guard let merge = try writer.makeFullMerge() else { return answerFullMerge(nil) }
      begin(merge, lease)
    } catch {
      answerFullMerge(failed(error, lease))
    }
  }

  private func answerFullMerge(_ error: (any Error)?) {
    for waiter in state.withLock({ $0.takeFullMergeWaiters() }) { waiter(error) }
  }

  private func run(_ task: WriterTask, _ lease: WriterLease) {
    var failure: (any Error)?
    do {
      let writer = try lease.take()
      try task.run(writer)
      succeeded(epoch: writer.manifest.epoch)
    } catch {
      failure = failed(error, lease)
    }
    if task.endsLease {
      lease.giveBack()
      // It is taken again right away: nobody else shall.
      if keepsLock.withLock({ $0 }) { submit(Submission(IndexRequest(), isLimited: false, then: { _ in })) }
    }
    task.completion(failure)
    scheduleTidying(after: options.restTime)
  }

  /// Takes in what went wrong.
  ///
  /// - Returns: the error for whoever asked.
  private func failed(_ error: any Error, _ lease: WriterLease) -> any Error {
    let described = UpdaterError.describing(error)
    if case UpdaterError.cancelled = described { return described }
    state.withLock { $0.obstacle = "\(described)" }
    if let error = error as? LMDBError, [.stoppedWriting, .needsReopening, .replaced].contains(error.code) {
      // Nothing more is written to what is open now.
      lease.giveBack()
    }
    return described
  }

  func succeeded(epoch: UInt64) {
    state.withLock { $0.obstacle = nil }
    onCommit(epoch)
  }
}
