import Index
import Platform

/// A thread that asks one query after the other, of which none may fail.
final class ReaderThread: Sendable {
  private struct State {
    var isStopping = false
    var isDone = false
    var count = 0
    var failure: String?
  }

  private let state = Monitor(State())

  init(_ reader: IndexReader, _ verifier: IndexVerifier) throws {
    let session = Handed(try reader.makeSession())
    let state = state
    try Thread.start {
      while !state.withLock({ $0.isStopping }) {
        do {
          _ = try verifier.answer(session.value)
          state.withLock { $0.count += 1 }
        } catch {
          state.withLock { $0.failure = "a reader: \(error)" }
          break
        }
        SystemClock.sleep(milliseconds: 1)
      }
      session.forget()
      state.withLock { $0.isDone = true }
      state.broadcast()
    }
  }

  /// A session that is made on one thread and used on another.
  private final class Handed: @unchecked Sendable {
    // Guarding rule: only the thread that it was handed to uses it, until it has forgotten it.
    private var session: ReadSession?

    var value: ReadSession {
      guard let session else { preconditionFailure("used after it was forgotten") }
      return session
    }

    init(_ session: ReadSession) {
      self.session = session
    }

    func forget() { session = nil }
  }

  /// Waits for its end.
  ///
  /// - Returns: how many answers it got.
  func stop() -> Int {
    state.withLock { $0.isStopping = true }
    return state.waiting { $0.isDone ? $0.count : nil }
  }

  func requireNoFailure() throws {
    if let failure = state.withLock({ $0.failure }) { throw IndexVerifier.Mismatch(description: failure) }
  }
}
