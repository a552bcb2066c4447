import Index

/// What the writer's thread has to do, behind a lock.
struct WriterState {
  /// What it does next.
  enum Step {
    /// Commits what waits.
    case commit([Submission])
    /// Publishes a merge that has run.
    case publish(MergeJob)
    /// Lets a task have the writer to itself.
    case run(WriterTask)
    /// Merges all segments into one.
    case mergeAll
    /// Nothing has been asked for a while: what can be made better is.
    case tidy
    case end
  }

  private var submissions: [Submission] = []
  private var tasks: [WriterTask] = []
  /// How many of the changes that wait still go before tasks and full merges: those that came before them.
  private var changesAhead = 0
  /// Those who wait until all segments are merged, and whether the merge that they wait for has begun.
  private var fullMergeWaiters: [@Sendable ((any Error)?) -> Void] = []
  private var isFullMergeBegun = false
  private(set) var waitingCost = 0
  /// Requests that are being committed.
  private var committingCount = 0
  private var finishedMerge: MergeJob?
  private var isMergeRunning = false
  private(set) var isStopping = false
  private(set) var hasEnded = false
  /// When something was asked for last.
  private(set) var lastRequest = ContinuousClock.now
  /// When to look whether something can be made better; nil if there is nothing.
  private var tidyTime: ContinuousClock.Instant?
  /// Why the last attempt to write failed; nil if it did not.
  var obstacle: String?

  /// Whether a task or a full merge waits for the writer.
  var needsTurn: Bool { !tasks.isEmpty || (!fullMergeWaiters.isEmpty && !isFullMergeBegun) }

  var waitingCount: Int { submissions.count + committingCount }
  /// Whether a merge runs, or has run and is not published yet.
  var isMerging: Bool { isMergeRunning || finishedMerge != nil }

  /// - Returns: why it is not taken; nil if it is.
  mutating func add(_ submission: Submission, limit: Int) -> UpdaterError? {
    guard !isStopping else { return .stopped }
    guard !submission.isLimited || waitingCost == 0 || waitingCost + submission.cost <= limit else { return .busy }
    submissions.append(submission)
    waitingCost += submission.cost
    lastRequest = .now
    return nil
  }

  /// - Returns: whether it is taken.
  mutating func add(_ task: WriterTask) -> Bool {
    guard !isStopping else { return false }
    if !needsTurn { changesAhead = submissions.count }
    tasks.append(task)
    lastRequest = .now
    return true
  }

  /// - Returns: whether it is taken.
  mutating func add(fullMergeWaiter: @escaping @Sendable ((any Error)?) -> Void) -> Bool {
    guard !isStopping else { return false }
    if !needsTurn { changesAhead = submissions.count }
    fullMergeWaiters.append(fullMergeWaiter)
    lastRequest = .now
    return true
  }

  /// Takes those who wait for a full merge, if that is over.
  mutating func takeFullMergeWaiters() -> [@Sendable ((any Error)?) -> Void] {
    guard isFullMergeBegun else { return [] }
    defer { (fullMergeWaiters, isFullMergeBegun) = ([], false) }
    return fullMergeWaiters
  }

  mutating func fullMergeBegan() {
    isFullMergeBegun = true
  }

  mutating func mergeBegan() {
    isMergeRunning = true
  }

  mutating func mergeEnded(_ job: MergeJob) {
    finishedMerge = job
    isMergeRunning = false
  }

  mutating func committed(_ count: Int) {
    committingCount -= count
  }

  /// Has ``Step/tidy`` come at a time.
  mutating func scheduleTidying(at time: ContinuousClock.Instant) {
    tidyTime = time
  }

  mutating func stop() {
    isStopping = true
  }

  mutating func end() {
    hasEnded = true
  }

  /// What to do now; nil if there is nothing. What is committed together costs no more than `batchSize`, but for the last of it.
  mutating func next(batchSize: Int) -> Step? {
    // A merge goes first: what it has replaced takes room until then, and changes that never cease would put it off for good.
    if let job = finishedMerge {
      finishedMerge = nil
      return .publish(job)
    }
    if !isMerging, needsTurn, changesAhead == 0 || submissions.isEmpty { return takeTurn() }
    if !submissions.isEmpty { return takeBatch(batchSize) }
    if isStopping { return isMerging ? nil : .end }
    if let time = tidyTime, time <= .now, !isMerging {
      tidyTime = nil
      return .tidy
    }
    return nil
  }

  private mutating func takeTurn() -> Step {
    if !fullMergeWaiters.isEmpty, !isFullMergeBegun { return .mergeAll }
    // Changes and tasks alternate where there is always another of both.
    changesAhead = submissions.count
    return .run(tasks.removeFirst())
  }

  private mutating func takeBatch(_ size: Int) -> Step {
    var cost = 0
    let count = submissions.prefix { submission in
      defer { cost += submission.cost }
      return cost < size
    }.count
    let batch = Array(submissions[..<count])
    submissions.removeFirst(count)
    waitingCost -= batch.reduce(0) { $0 + $1.cost }
    committingCount += batch.count
    changesAhead = max(0, changesAhead - batch.count)
    return .commit(batch)
  }

  /// Whether there may be something to do.
  var hasWork: Bool {
    !submissions.isEmpty || finishedMerge != nil || (!isMerging && (needsTurn || isStopping))
  }

  /// How long to wait for something to do, in milliseconds.
  var waitingTime: Int {
    guard let tidyTime, !isMerging else { return 3_600_000 }
    let left = ContinuousClock.now.duration(to: tidyTime) / .milliseconds(1)
    return max(0, Int(left.rounded(.up)))
  }
}
