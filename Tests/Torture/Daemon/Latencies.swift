import Platform

/// How long answers took, in microseconds, collected from several threads.
final class Latencies: Sendable {
  private let values = Monitor<[Int]>([])

  func add(_ microseconds: Int) {
    values.withLock { $0.append(microseconds) }
  }

  /// What so many of a thousand answers took at most; 0 if there were none.
  func quantile(_ thousandths: Int) -> Int {
    let sorted = values.withLock { $0 }.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * thousandths / 1000)]
  }

  var count: Int { values.withLock { $0.count } }
}
