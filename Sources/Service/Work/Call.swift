import JSONRPC
import Search

/// A request that is being worked on.
struct Call: Sendable {
  /// What the answer will carry.
  let id: RPCID
  let request: TypedRequest
  /// When its answer is no longer worth waiting for.
  let deadline: ContinuousClock.Instant
  /// Set when its answer is no longer wanted.
  let cancellation = CancellationFlag()

  /// Makes a call.
  ///
  /// - Parameters:
  ///   - id: what the answer will carry.
  ///   - request: what is asked.
  ///   - arrival: when it came in, from which its deadline counts.
  init(id: RPCID, request: TypedRequest, arrival: ContinuousClock.Instant) {
    self.id = id
    self.request = request
    deadline = arrival + .milliseconds(request.timeoutMilliseconds)
  }

  /// Tells whoever works on it that its answer is not wanted.
  func cancel() {
    cancellation.cancel()
  }

  /// Throws where there is no point in beginning.
  func checkIsWanted() throws(RPCError) {
    guard !cancellation.isCancelled else { throw .cancelled }
    guard ContinuousClock.now < deadline else { throw .timedOut }
  }
}
