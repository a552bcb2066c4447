/// Measures how long something takes, from its making on.
struct Stopwatch {
  /// Seconds on the clock, and seconds of the process on the processors.
  struct Reading {
    var wall: Double
    var cpu: Double
  }

  private let wallStart = ProcessClock.monotonic()
  private let cpuStart = ProcessClock.processCPU()

  /// The time since the start.
  var elapsed: Reading {
    Reading(
      wall: Double(ProcessClock.monotonic() - wallStart) / 1e9, cpu: Double(ProcessClock.processCPU() - cpuStart) / 1e9)
  }
}
