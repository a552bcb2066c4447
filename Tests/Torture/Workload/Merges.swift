import Index
import Platform
import TestSupport

/// Merges in the background, one at a time, by the side of a writer.
struct Merges {
  /// A merge, handed from the thread of the writer to that which runs it, and back once `outcome` is there.
  private final class Running: @unchecked Sendable {
    // Guarding rule: only the thread touches `merge` before it sets the outcome, and only the writer after it, which takes it
    // away: the thread may live on for a moment, and must not keep the index open.
    private var merge: BackgroundMerge?
    private let outcome = Monitor<Result<Void, any Error>?>(nil)

    init(_ merge: BackgroundMerge) {
      self.merge = merge
    }

    func run() {
      let result = Result { try merge?.run() ?? () }
      outcome.withLock { $0 = result }
      outcome.broadcast()
    }

    /// The merge and how it went; nil while it runs.
    func take(isWaiting: Bool) -> (merge: BackgroundMerge, outcome: Result<Void, any Error>)? {
      let outcome = isWaiting ? outcome.waiting { $0 } : outcome.withLock { $0 }
      guard let outcome, let merge else { return nil }
      self.merge = nil
      return (merge, outcome)
    }
  }

  private let policy: MergePolicy
  private var running: Running?

  init(policy: MergePolicy) {
    self.policy = policy
  }

  /// Begins a merge if there is none and it is worth it.
  ///
  /// - Returns: whether it has begun one.
  mutating func begin(_ writer: IndexWriter, isAtRest: Bool) throws -> Bool {
    guard running == nil, let merge = try writer.makeMerge(policy, isAtRest: isAtRest) else { return false }
    let running = Running(merge)
    self.running = running
    try Thread.start { running.run() }
    return true
  }

  /// Publishes the merge that has run, or gives it up.
  ///
  /// - Parameters:
  ///   - writer: the writer that began it.
  ///   - isWaiting: whether to wait for it.
  ///   - isWanted: whether to publish it.
  /// - Returns: whether there was one that has run.
  /// - Throws: what the merge has thrown, which is given up then.
  mutating func end(_ writer: IndexWriter, isWaiting: Bool, isWanted: Bool = true) throws -> Bool {
    guard let (merge, outcome) = running?.take(isWaiting: isWaiting) else { return false }
    running = nil
    do {
      try outcome.get()
      if isWanted { try writer.publish(merge) } else { writer.discard(merge) }
    } catch {
      writer.discard(merge)
      throw error
    }
    return true
  }

  /// Waits for the thread; what it has written nobody will see.
  mutating func abandon() {
    _ = running?.take(isWaiting: true)
    running = nil
  }
}
