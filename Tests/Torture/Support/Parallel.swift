import Platform

/// Runs the same work on some threads.
enum Parallel {
  /// Calls `body` with 0, 1, … on a thread each, and waits for all.
  static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
    let running = Monitor(count)
    for number in 0..<count {
      try Thread.start {
        body(number)
        running.withLock { $0 -= 1 }
        running.broadcast()
      }
    }
    running.waiting { $0 == 0 ? () : nil }
  }
}
