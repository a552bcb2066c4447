import Benchmark
import BenchmarkSupport

/// What does not depend on the machine or the hour: bytes and numbers, the same in every run of the same code. Thresholds/ holds what
/// they may be at most, and `scripts/bench --check-counts` compares.
///
/// Another count is a metric of a benchmark here; `scripts/bench --update-counts` then writes its threshold.
let benchmarks: @Sendable () -> Void = {
  registerCodecCounts()
  registerIndexCounts()
  registerSearchCounts()
  registerCommitCounts()
}

/// A benchmark that is run once for the numbers that it tells. Its name is part of a file's name: no blanks.
func registerCounts(_ name: String, _ metrics: [BenchmarkMetric], _ body: @escaping (Benchmark) throws -> Void) {
  // One in a hundred may be more before it counts as worse: the codecs' choices may shift a little.
  let tolerance = BenchmarkThresholds(relative: [.p90: 1])
  let configuration = Benchmark.Configuration(
    metrics: metrics, warmupIterations: 0, maxIterations: 1,
    thresholds: Dictionary(uniqueKeysWithValues: metrics.map { ($0, tolerance) }))
  Benchmark(name, configuration: configuration) { benchmark in try body(benchmark) }
}

/// A number of which less is better.
func count(_ name: String) -> BenchmarkMetric {
  .custom(name, polarity: .prefersSmaller, useScalingFactor: false)
}
