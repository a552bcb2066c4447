import Index
import Platform
import TestSupport

/// Merges in the background, one at a time, by the side of a writer.
struct Merges {
  /// A merge, handed from the thread of the writer to that which runs it, and back once `outcome` is there.
  private final class Running: @unchecked Sendable {
    let merge: BackgroundMerge
    // Guarding rule: only the thread touches `merge` before it sets this, and only the writer after it.
    let outcome = Monitor<Result<Void, any Error>?>(nil)

    init(_ merge: BackgroundMerge) {
      self.merge = merge
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
    try Thread.start {
      let outcome = Result { try running.merge.run() }
      running.outcome.withLock { $0 = outcome }
      running.outcome.broadcast()
    }
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
    guard let running else { return false }
    let outcome = isWaiting ? running.outcome.waiting { $0 } : running.outcome.withLock { $0 }
    guard let outcome else { return false }
    self.running = nil
    do {
      try outcome.get()
      if isWanted { try writer.publish(running.merge) } else { writer.discard(running.merge) }
    } catch {
      writer.discard(running.merge)
      throw error
    }
    return true
  }

  /// Waits for the thread; what it has written nobody will see.
  mutating func abandon() {
    if let running { _ = running.outcome.waiting { $0 } }
    running = nil
  }
}
