import JSONRPC
import Synchronization

/// What one frame asks for, on its way through the pool: a request, or the requests of a batch one after the other.
final class Work: Job {
  private enum State: UInt8, AtomicRepresentable {
    case waiting, begun, abandoned
  }

  let calls: [Call]
  /// What a batch held beside requests, already answered.
  let rejections: [RPCRejection]
  let isBatch: Bool
  private let dispatcher: RequestDispatcher
  private let completion: @Sendable (Work, [UInt8]) -> Void
  private let state = Atomic(State.waiting)

  /// Makes work of a frame.
  ///
  /// - Parameters:
  ///   - calls: one request, or those of a batch; at least one.
  ///   - rejections: what a batch held beside them.
  ///   - isBatch: whether the answer is an array.
  ///   - dispatcher: what answers.
  ///   - completion: gets the answer, on the thread that made it.
  init(
    _ calls: [Call], rejections: [RPCRejection] = [], isBatch: Bool, dispatcher: RequestDispatcher,
    completion: @escaping @Sendable (Work, [UInt8]) -> Void
  ) {
    self.calls = calls
    self.rejections = rejections
    self.isBatch = isBatch
    self.dispatcher = dispatcher
    self.completion = completion
  }

  /// How many answers it gives.
  var answerCount: Int { calls.count + rejections.count }

  /// When the last of its answers is no longer worth waiting for.
  var deadline: ContinuousClock.Instant {
    calls.reduce(calls[0].deadline) { max($0, $1.deadline) }
  }

  var isAbandoned: Bool { state.load(ordering: .acquiring) == .abandoned }

  /// Gives it up if no thread has begun with it: then it will have no completion, and the caller answers.
  ///
  /// - Returns: whether it was given up.
  func abandon() -> Bool {
    state.compareExchange(expected: .waiting, desired: .abandoned, ordering: .acquiringAndReleasing).exchanged
  }

  /// Tells whoever works on it that its answers are not wanted.
  func cancel() {
    for call in calls {
      call.cancel()
    }
  }

  func run() {
    let (isBegun, _) = state.compareExchange(
      expected: .waiting, desired: .begun, ordering: .acquiringAndReleasing)
    guard isBegun else { return }
    completion(self, dispatcher.answer(self))
  }
}
