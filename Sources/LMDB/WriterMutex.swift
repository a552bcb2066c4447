#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A lock that tells a thread which already holds it so, instead of letting it wait for itself.
@safe final class WriterMutex: Sendable {
  // Never moved or reassigned; a pthread mutex may be used from every thread.
  nonisolated(unsafe) private let mutex: UnsafeMutablePointer<pthread_mutex_t>

  init() {
    unsafe mutex = .allocate(capacity: 1)
    var attributes = pthread_mutexattr_t()
    unsafe pthread_mutexattr_init(&attributes)
    unsafe pthread_mutexattr_settype(&attributes, Int32(PTHREAD_MUTEX_ERRORCHECK))
    unsafe mutex.initialize(to: pthread_mutex_t())
    let result = unsafe pthread_mutex_init(mutex, &attributes)
    precondition(result == 0, "pthread_mutex_init failed with \(result)")
    unsafe pthread_mutexattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Waits for the lock; `false` at once if this thread holds it already.
  func lock() -> Bool {
    unsafe pthread_mutex_lock(mutex) == 0
  }

  /// Must be called on the thread that locked.
  func unlock() {
    let result = unsafe pthread_mutex_unlock(mutex)
    precondition(result == 0, "unlocked by a thread that does not hold the lock")
  }
}
