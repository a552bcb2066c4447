import JSON
import JSONRPC
import SearchAPI
import Synchronization
import Updating

/// Tells a client how far a request of its is, but not too often.
final class ProgressReporter: Sendable {
  private static let interval = Duration.milliseconds(100)

  private let token: ProgressToken
  private let notify: @Sendable ([UInt8]) -> Void
  private let next = Mutex(ContinuousClock.now)

  /// - Parameters:
  ///   - token: what the notifications carry.
  ///   - notify: sends one.
  init(token: ProgressToken, _ notify: @escaping @Sendable ([UInt8]) -> Void) {
    self.token = token
    self.notify = notify
  }

  /// Tells it, unless something was told just before. To be called from any thread.
  func report(_ progress: UpdateProgress) {
    let now = ContinuousClock.now
    let isDue = next.withLock { next in
      guard now >= next else { return false }
      next = now + Self.interval
      return true
    }
    guard isDue else { return }
    let notification = ProgressNotification(
      token: token, phase: progress.phase.rawValue, done: progress.done, total: progress.total,
      doneBytes: progress.doneBytes, totalBytes: progress.totalBytes)
    var writer = JSONWriter()
    writer.rpcNotification(method: Method.progress.rawValue) { notification.write(to: &$0) }
    notify(writer.bytes)
  }
}
