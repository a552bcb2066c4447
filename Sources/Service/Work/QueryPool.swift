import NIOCore
import Platform

/// A fixed number of threads that do jobs in the order in which they came.
final class QueryPool: JobQueue {
  private struct State {
    var jobs = CircularBuffer<any Job>()
    var threadCount = 0
    var isStopping = false
    /// When the queue is this long, abandoned jobs are taken out of it.
    var greatestLength = 1024
  }

  private let state: Monitor<State>

  /// Starts the threads.
  init(threadCount: Int) throws(SystemError) {
    state = Monitor(State())
    for _ in 0..<threadCount {
      state.withLock { $0.threadCount += 1 }
      do throws(SystemError) {
        try Thread.start { [self] in work() }
      } catch {
        state.withLock { $0.threadCount -= 1 }
        stop()
        throw error
      }
    }
  }

  func submit(_ job: any Job) {
    state.withLock { state in
      // Whoever sends a request and cancels it at once, again and again, is not to fill the memory. The jobs that are
      // wanted are limited by connections and requests in flight, so that the length doubles a few times at most.
      if state.jobs.count >= state.greatestLength {
        state.jobs.removeAll { $0.isAbandoned }
        state.greatestLength = max(state.greatestLength, 2 * state.jobs.count)
      }
      state.jobs.append(job)
    }
    state.signal()
  }

  /// Lets the threads end once they have done what is queued.
  func stop() {
    state.withLock { $0.isStopping = true }
    state.broadcast()
  }

  /// Waits until all threads have ended, but not longer than so many milliseconds.
  ///
  /// - Returns: whether they have.
  func waitUntilStopped(milliseconds: Int) -> Bool {
    state.waiting(milliseconds: milliseconds) { $0.threadCount == 0 }
  }

  private func work() {
    while let job = nextJob() {
      job.run()
    }
    state.withLock { $0.threadCount -= 1 }
    state.broadcast()
  }

  /// - Returns: the next job when there is one, nil when the thread is to end.
  private func nextJob() -> (any Job)? {
    state.waiting { state -> (any Job)?? in
      if let job = state.jobs.popFirst() { return .some(job) }
      return state.isStopping ? .some(nil) : nil
    }
  }
}
