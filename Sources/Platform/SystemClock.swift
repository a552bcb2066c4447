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

  /// The time of day in UTC, as `20250131-235959`.
  package static func timestamp() -> String {
    var now = time(nil)
    var parts = unsafe tm()
    unsafe gmtime_r(&now, &parts)
    let (day, time) = unsafe ([parts.tm_mon + 1, parts.tm_mday], [parts.tm_hour, parts.tm_min, parts.tm_sec])
    func digits(_ numbers: [Int32]) -> String { numbers.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined() }
    return unsafe "\(parts.tm_year + 1900)\(digits(day))-\(digits(time))"
  }

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
