/// Measures how long a request is worked on.
struct Stopwatch {
  private let start = ContinuousClock.now

  /// The time since it was made, in milliseconds.
  var milliseconds: Double {
    (ContinuousClock.now - start) / .milliseconds(1)
  }
}
