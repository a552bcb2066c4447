import Platform

/// Measures how long something takes, from its making on.
struct Stopwatch {
  /// Seconds on the clock, and seconds of the process on the processors.
  struct Reading {
    var wall: Double
    var cpu: Double
  }

  private let wallStart = SystemClock.monotonic()
  private let cpuStart = SystemClock.processCPU()

  /// The time since the start.
  var elapsed: Reading {
    Reading(
      wall: Double(SystemClock.monotonic() - wallStart) / 1e9, cpu: Double(SystemClock.processCPU() - cpuStart) / 1e9)
  }
}
