import Platform

/// A moment by which something has to be done, on a clock that nobody sets.
struct Deadline: Sendable {
  private let microseconds: Int64

  /// Makes a deadline that comes so many milliseconds from now; past the end of time it never comes.
  init(afterMilliseconds milliseconds: Int) {
    let (duration, overflows) = Int64(max(milliseconds, 0)).multipliedReportingOverflow(by: 1_000)
    let (moment, isPastEnd) = Self.now().addingReportingOverflow(duration)
    microseconds = overflows || isPastEnd ? .max : moment
  }

  /// The microseconds that are left, 0 once it has come.
  var microsecondsLeft: Int64 {
    max(microseconds - Self.now(), 0)
  }

  private static func now() -> Int64 {
    Int64(SystemClock.monotonic() / 1_000)
  }
}
