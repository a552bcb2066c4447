import NIOCore

/// A timer for the earliest of many deadlines, most of which are of no more interest when they come.
///
/// It is left to run when its deadline has become pointless, so that the next one finds it running: arming a timer for
/// every request would cost more than a quick request does. It stays on the event loop.
final class DeadlineTimer {
  private var running: (deadline: ContinuousClock.Instant, task: Scheduled<Void>)?

  /// Sees to it that `body` is called at the deadline or before. It is called once, however many deadlines there were.
  func arm(for deadline: ContinuousClock.Instant, on eventLoop: any EventLoop, _ body: @escaping () -> Void) {
    if let running {
      guard deadline < running.deadline else { return }
      running.task.cancel()
    }
    let wait = TimeAmount(max(.zero, deadline - .now))
    let task = eventLoop.assumeIsolated().scheduleTask(in: wait) { [self] in
      running = nil
      body()
    }
    running = (deadline, task)
  }

  func cancel() {
    running?.task.cancel()
    running = nil
  }
}
