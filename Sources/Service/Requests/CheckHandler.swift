import JSONRPC
import Platform
import SearchAPI

/// Answers `index/check`.
struct CheckHandler {
  /// The path of `quod`; nil where there is none.
  let program: [UInt8]?

  /// Begins, on a thread of its own.
  ///
  /// - Parameters:
  ///   - index: what to check.
  ///   - call: when to stop.
  ///   - completion: gets what was found.
  /// - Throws: `RPCError` with `busy` if the index is being checked already; where there is no program, or no thread.
  func begin(
    _ index: ServedIndex, for call: Call, then completion: @escaping @Sendable (Result<CheckAnswer, any Error>) -> Void
  ) throws {
    guard let program else { throw RPCError(.internalError, "this server has no program to check an index with") }
    guard index.beginCheck() else { throw RPCError(.busy, "the index is being checked already") }
    do {
      try Thread.start {
        let result = Result {
          try CheckProcess(program: program).run(on: index.location.directory, checkpoint: call.checkIsWanted)
        }
        index.endCheck()
        completion(result)
      }
    } catch {
      index.endCheck()
      throw RPCError(.internalError, "cannot start a thread: \(error)")
    }
  }
}
