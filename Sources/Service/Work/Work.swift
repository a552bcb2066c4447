import JSON
import JSONRPC
import Synchronization

/// What one frame asks for, on its way through the pool: a request, or the requests of a batch one after the other.
///
/// No thread of the pool waits: a change is handed over, and the work goes on when it is made; what wants a later state of the
/// index is parked until there is one.
final class Work: Job {
  private enum State: UInt8, AtomicRepresentable {
    /// In the queue.
    case waiting
    /// A thread is at it, or has handed a change over.
    case begun
    /// Nobody has it, until somebody resumes it.
    case parked
    case abandoned
  }

  /// What has been done; whoever has begun with the work has it.
  private struct Progress {
    /// The answers of a batch so far.
    var writer = JSONWriter()
    /// The call to be answered next.
    var next = 0
    /// The answer of that call if it only waits for others' work, so that it may be given up.
    var wait: PendingAnswer?
  }

  let calls: [Call]
  /// What a batch held beside requests, already answered.
  let rejections: [RPCRejection]
  let isBatch: Bool
  private let dispatcher: RequestDispatcher
  private let queue: any JobQueue
  private let completion: @Sendable (Work, [UInt8]) -> Void
  private let state = Atomic(State.waiting)
  private let progress = Mutex(Progress())

  /// Makes work of a frame.
  ///
  /// - Parameters:
  ///   - calls: one request, or those of a batch; at least one.
  ///   - rejections: what a batch held beside them.
  ///   - isBatch: whether the answer is an array.
  ///   - dispatcher: what answers.
  ///   - queue: where it goes on after a wait.
  ///   - completion: gets the answer, on the thread that made it.
  init(
    _ calls: [Call], rejections: [RPCRejection] = [], isBatch: Bool, dispatcher: RequestDispatcher, queue: any JobQueue,
    completion: @escaping @Sendable (Work, [UInt8]) -> Void
  ) {
    self.calls = calls
    self.rejections = rejections
    self.isBatch = isBatch
    self.dispatcher = dispatcher
    self.queue = queue
    self.completion = completion
    guard isBatch else { return }
    progress.withLock { progress in
      progress.writer.beginArray()
      for rejection in rejections {
        progress.writer.rpcResponse(id: rejection.id, error: rejection.error)
      }
    }
  }

  /// How many answers it gives.
  var answerCount: Int { calls.count + rejections.count }

  var isAbandoned: Bool { state.load(ordering: .acquiring) == .abandoned }

  /// Whether any of it wants a state of the index that there may not be yet.
  var wantsEpoch: Bool { calls.contains { $0.request.minEpoch != nil } }

  /// Gives it up if no thread has begun with it: then it will have no completion, and the caller answers.
  ///
  /// - Returns: whether it was given up.
  func abandon() -> Bool {
    exchange(.waiting, for: .abandoned) || exchange(.parked, for: .abandoned)
  }

  /// Tells whoever works on it that its answers are not wanted.
  func cancel() {
    for call in calls {
      call.cancel()
    }
  }

  func run() {
    guard exchange(.waiting, for: .begun) else { return }
    while true {
      let answer = PendingAnswer { [self] message in
        guard !take(message) else { return }
        state.store(.waiting, ordering: .releasing)
        queue.submit(self)
      }
      let (call, room) = progress.withLock { progress in
        let call = calls[progress.next]
        progress.wait = call.request.isWait ? answer : nil
        return (call, max(0, dispatcher.answerLength - progress.writer.bytes.count))
      }
      // The answers of a batch share what one answer may take. An error is always said.
      switch dispatcher.begin(call, byteLimit: room, answer) {
      case .answered(let message):
        if take(message) { return }
      case .pending:
        // Somebody else may have gone on with it.
        return
      case .tooEarly(let waiters, let epoch, let ticket):
        state.store(.parked, ordering: .releasing)
        return waiters.add(self, for: epoch, since: ticket)
      }
    }
  }

  /// Lets a thread look again whether what was parked can go on.
  func resume() {
    if exchange(.parked, for: .waiting) { queue.submit(self) }
  }

  /// Answers what only waits, if it waits in vain: to be called when a call was cancelled or its deadline has come.
  func reconsider() {
    resume()
    let (call, wait) = progress.withLock { ($0.next < calls.count ? calls[$0.next] : nil, $0.wait) }
    if let call, let wait, let refusal = call.refusal { wait.give(RequestDispatcher.encode(refusal, id: call.id)) }
  }

  /// Takes the answer of the next call.
  ///
  /// - Returns: whether it was the last.
  private func take(_ message: [UInt8]) -> Bool {
    let whole: [UInt8]? = progress.withLock { progress in
      progress.wait = nil
      progress.next += 1
      guard isBatch else { return message }
      progress.writer.raw(message)
      guard progress.next == calls.count else { return nil }
      progress.writer.endArray()
      return progress.writer.bytes
    }
    if let whole { completion(self, whole) }
    return whole != nil
  }

  private func exchange(_ expected: State, for desired: State) -> Bool {
    state.compareExchange(expected: expected, desired: desired, ordering: .acquiringAndReleasing).exchanged
  }
}
