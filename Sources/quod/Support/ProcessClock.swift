#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The system's clocks, in nanoseconds.
enum ProcessClock {
  /// Time that never jumps, from some start.
  static func monotonic() -> UInt64 { nanoseconds(CLOCK_MONOTONIC) }

  /// What the calling thread has used of a processor.
  static func threadCPU() -> UInt64 { nanoseconds(CLOCK_THREAD_CPUTIME_ID) }

  /// What all threads of the process have used of the processors.
  static func processCPU() -> UInt64 { nanoseconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func nanoseconds(_ clock: clockid_t) -> UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
