#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's clocks, in nanoseconds.
package enum SystemClock {
  /// Time that never jumps, from some start.
  package static func monotonic() -> UInt64 { nanoseconds(CLOCK_MONOTONIC) }

  /// What the calling thread has used of a processor.
  package static func threadCPU() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  /// What all threads of the process have used of the processors.
  package static func processCPU() -> UInt64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

  /// Waits, unless a signal comes first.
  package static func sleep(milliseconds: Int) {
    var time = timespec()
    time.tv_sec = milliseconds / 1_000
    time.tv_nsec = milliseconds % 1_000 * 1_000_000
    unsafe nanosleep(&time, nil)
  }

  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    // The one failure is a clock that does not exist, and these do.
    _ = unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
