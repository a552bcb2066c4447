import Platform

/// What a part counts while it runs on several threads, and what went wrong.
final class Tally: Sendable {
  private struct State {
    var counts: [String: Int] = [:]
    var greatest: [String: Int] = [:]
    var notes: [String] = []
    var failures: [String] = []
  }

  private let state = Monitor(State())

  func count(_ name: String, _ number: Int = 1) {
    state.withLock { $0.counts[name, default: 0] += number }
  }

  /// Keeps the greatest of the values.
  func greatest(_ name: String, _ value: Int) {
    state.withLock { $0.greatest[name] = max($0.greatest[name] ?? value, value) }
  }

  /// Keeps a sentence for people.
  func note(_ line: String) {
    state.withLock { $0.notes.append(line) }
  }

  func fail(_ message: String) {
    state.withLock { $0.failures.append(message) }
    Output.say("  FAILED: \(message)")
  }

  subscript(_ name: String) -> Int { state.withLock { $0.counts[name] ?? 0 } }

  var failureCount: Int { state.withLock { $0.failures.count } }

  /// The counts by their names, for people.
  var lines: [String] {
    state.withLock { state in
      state.counts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
        + state.greatest.sorted { $0.key < $1.key }.map { "\($0.key), at most: \($0.value)" }
        + state.notes
    }
  }
}
