#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// State behind a lock, with a condition to wait on: `Mutex` of the standard library has none.
@safe
package final class Monitor<State>: @unchecked Sendable {
  // Guarding rule: `state` is touched only while `mutex` is held. Both C objects stay at their address from `init` to
  // `deinit`, and nobody waits any more when the last reference goes.
  private var state: State
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>

  package init(_ state: sending State) {
    self.state = state
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    unsafe pthread_mutex_init(mutex, nil)
    unsafe condition = .allocate(capacity: 1)
    unsafe condition.initialize(to: pthread_cond_t())
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    #if canImport(Glibc)
      unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    #endif
    unsafe pthread_cond_init(condition, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Calls `body` with the state, which nobody else has meanwhile.
  package func withLock<Result>(_ body: (inout State) throws -> Result) rethrows -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body(&state)
  }

  /// Calls `body` with the state whenever that may have changed, until it returns a value.
  package func waiting<Result>(_ body: (inout State) -> Result?) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      unsafe pthread_cond_wait(condition, mutex)
    }
  }

  /// Waits until `isDone` holds of the state, but not longer than so many milliseconds.
  ///
  /// - Returns: whether it holds.
  package func waiting(milliseconds: Int, until isDone: (State) -> Bool) -> Bool {
    let deadline = Self.deadline(milliseconds: milliseconds)
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while !isDone(state) {
      guard wait(until: deadline) else { return isDone(state) }
    }
    return true
  }

  /// Wakes one of those that wait.
  package func signal() {
    unsafe pthread_cond_signal(condition)
  }

  /// Wakes all that wait.
  package func broadcast() {
    unsafe pthread_cond_broadcast(condition)
  }

  private static func deadline(milliseconds: Int) -> timespec {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    time.tv_sec += milliseconds / 1000
    time.tv_nsec += milliseconds % 1000 * 1_000_000
    if time.tv_nsec >= 1_000_000_000 {
      time.tv_sec += 1
      time.tv_nsec -= 1_000_000_000
    }
    return time
  }

  /// Waits with the mutex held; false once the deadline has passed.
  private func wait(until deadline: timespec) -> Bool {
    var time = deadline
    #if canImport(Glibc)
      return unsafe pthread_cond_timedwait(condition, mutex, &time) != ETIMEDOUT
    #else
      // Darwin's conditions know no monotonic clock but relative times.
      var now = timespec()
      unsafe clock_gettime(CLOCK_MONOTONIC, &now)
      time.tv_sec -= now.tv_sec
      time.tv_nsec -= now.tv_nsec
      if time.tv_nsec < 0 {
        time.tv_sec -= 1
        time.tv_nsec += 1_000_000_000
      }
      guard time.tv_sec >= 0 else { return false }
      return unsafe pthread_cond_timedwait_relative_np(condition, mutex, &time) != ETIMEDOUT
    #endif
  }
}
