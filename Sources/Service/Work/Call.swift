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
  ///   - positionEncoding: what client and server have agreed on.
  init(
    id: RPCID, request: TypedRequest, arrival: ContinuousClock.Instant, positionEncoding: PositionEncoding = .utf8
  ) {
    self.id = id
    self.request = request
    self.positionEncoding = positionEncoding
    deadline = arrival + .milliseconds(request.timeoutMilliseconds)
  }

  /// When to stop searching for it.
  var interruption: Interruption { Interruption(deadline: deadline, flag: cancellation) }

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
