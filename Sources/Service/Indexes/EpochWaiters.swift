import Synchronization

/// The work that waits for commits of one index.
///
/// A wait may be over too early, never too late: whoever is resumed looks at the index again, and waits again if need be.
final class EpochWaiters: Sendable {
  /// What the index had seen when somebody looked at it and decided to wait.
  struct Ticket: Equatable {
    fileprivate let commitCount: UInt64
  }

  private struct State {
    var commitCount: UInt64 = 0
    var waiting: [(epoch: UInt64, work: Work)] = []
    /// When the list is this long, work that nobody wants any more is taken out of it.
    var greatestLength = 64
  }

  private let state = Mutex(State())

  /// To be asked before one looks at the index.
  var ticket: Ticket { state.withLock { Ticket(commitCount: $0.commitCount) } }

  /// How many wait, or have been given up and are still in the list.
  var count: Int { state.withLock { $0.waiting.count } }

  /// Has work resumed at a commit.
  ///
  /// - Parameters:
  ///   - work: what has been parked.
  ///   - epoch: the least epoch that it waits for.
  ///   - ticket: from before the look that showed that it has to wait.
  func add(_ work: Work, for epoch: UInt64, since ticket: Ticket) {
    let isLate = state.withLock { state in
      guard state.commitCount == ticket.commitCount else { return true }
      if state.waiting.count >= state.greatestLength {
        state.waiting.removeAll { $0.work.isAbandoned }
        state.greatestLength = max(state.greatestLength, 2 * state.waiting.count)
      }
      state.waiting.append((epoch, work))
      return false
    }
    if isLate { work.resume() }
  }

  /// Resumes what waited for a commit, which readers see from now on.
  func reached(_ epoch: UInt64) {
    let ready = state.withLock { state in
      state.commitCount &+= 1
      let ready = state.waiting.filter { $0.epoch <= epoch }
      if !ready.isEmpty { state.waiting.removeAll { $0.epoch <= epoch } }
      return ready
    }
    for (_, work) in ready { work.resume() }
  }
}
