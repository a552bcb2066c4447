import JSONRPC
import Search
import SearchAPI

/// A request that is being worked on.
struct Call: Sendable {
  /// What the answer will carry.
  let id: RPCID
  let request: TypedRequest
  /// What columns of its answer count, unless it says.
  let positionEncoding: PositionEncoding
  /// When its answer is no longer worth waiting for; nil for never.
  let deadline: ContinuousClock.Instant?
  /// Set when its answer is no longer wanted.
  let cancellation = CancellationFlag()
  /// Tells the client how far it is, if that was asked for.
  let progress: ProgressReporter?

  /// Makes a call.
  ///
  /// - Parameters:
  ///   - id: what the answer will carry.
  ///   - request: what is asked.
  ///   - arrival: when it came in, from which its deadline counts.
  ///   - positionEncoding: what client and server have agreed on.
  ///   - progress: tells the client how far it is.
  init(
    id: RPCID, request: TypedRequest, arrival: ContinuousClock.Instant, positionEncoding: PositionEncoding = .utf8,
    progress: ProgressReporter? = nil
  ) {
    self.id = id
    self.request = request
    self.positionEncoding = positionEncoding
    deadline = request.timeoutMilliseconds.map { arrival + .milliseconds($0) }
    self.progress = progress
  }

  /// When to stop searching for it.
  var interruption: Interruption { Interruption(deadline: deadline, flag: cancellation) }

  /// Tells whoever works on it that its answer is not wanted.
  func cancel() {
    cancellation.cancel()
  }

  /// Why its answer is not wanted any more; nil if it is.
  var refusal: RPCError? {
    if cancellation.isCancelled { return request.task == nil ? .cancelled : .taskCancelled }
    guard let deadline, deadline <= .now else { return nil }
    return timedOut
  }

  /// What it is told at its deadline.
  var timedOut: RPCError {
    if request.task != nil { return .taskTimedOut }
    return request.minEpoch.map(RPCError.timedOut(waitingFor:)) ?? .timedOut
  }

  /// Throws where there is no point in beginning.
  func checkIsWanted() throws(RPCError) {
    if let refusal { throw refusal }
  }
}
