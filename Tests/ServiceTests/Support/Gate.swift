import Platform

@testable import Service

/// Holds threads up until it is opened, and counts those that came.
final class Gate: Sendable {
  private struct State {
    var isOpen = false
    var arrivals = 0
  }

  private let state = Monitor(State())

  /// Waits for the gate to open.
  func pass() {
    state.withLock { $0.arrivals += 1 }
    state.broadcast()
    state.waiting { $0.isOpen ? () : nil }
  }

  func open() {
    state.withLock { $0.isOpen = true }
    state.broadcast()
  }

  /// Waits until so many threads have come.
  func waitForArrivals(_ count: Int, milliseconds: Int = 5_000) -> Bool {
    state.waiting(milliseconds: milliseconds) { $0.arrivals >= count }
  }
}
