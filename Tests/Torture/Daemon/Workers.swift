import Platform

/// Threads that do the same again and again until they are told to stop.
final class Workers: Sendable {
  private let running = Monitor(0)
  private let isStopping = Monitor(false)
  private let onError: @Sendable (_ name: String, _ error: any Error) -> Void

  /// - Parameter onError: gets what has ended a thread.
  init(onError: @escaping @Sendable (_ name: String, _ error: any Error) -> Void) {
    self.onError = onError
  }

  /// - Parameter tally: counts whatever ends a thread as a failure.
  convenience init(_ tally: Tally) {
    self.init { name, error in tally.fail("\(name): \(error)") }
  }

  /// Starts a thread.
  ///
  /// - Parameters:
  ///   - name: for people.
  ///   - body: is to return soon once its argument says that it shall.
  /// - Throws: what the system says.
  func start(_ name: String, _ body: @escaping @Sendable (_ isStopping: () -> Bool) throws -> Void) throws {
    running.withLock { $0 += 1 }
    try Thread.start { [self] in
      do {
        try body { isStopping.withLock { $0 } }
      } catch {
        onError(name, error)
      }
      running.withLock { $0 -= 1 }
      running.broadcast()
    }
  }

  /// Tells all to stop, and waits for them.
  func stop() {
    isStopping.withLock { $0 = true }
    running.waiting { $0 == 0 ? () : nil }
  }
}
