import Benchmark
import BenchmarkSupport
import TextAnalysis

/// Text into tokens: the essays of the repository, the articles in many languages, and generated words of ASCII.
let benchmarks: @Sendable () -> Void = {
  unsafe Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput, Metric.bytes, Metric.tokens], maxDuration: .seconds(1))
  for folder in ["essays", "languages", "news"] {
    Benchmark("tokenise \(folder)") { benchmark, text in
      analyze(text, benchmark)
    } setup: {
      try SampleText.read(folder: folder)
    }
  }
  Benchmark("tokenise generated words") { benchmark, text in
    analyze(text, benchmark)
  } setup: {
    var collection = GeneratedCollection()
    return (0..<500).flatMap { _ in collection.nextDocument() }
  }
}

/// What else is told of a text, so that a rate can be had from the time.
private enum Metric {
  static let bytes = BenchmarkMetric.custom("bytes of text", polarity: .prefersLarger, useScalingFactor: false)
  static let tokens = BenchmarkMetric.custom("tokens", polarity: .prefersLarger, useScalingFactor: false)
}

private func analyze(_ text: [UInt8], _ benchmark: Benchmark) {
  let analyzer = Analyzer()
  let batch = TokenBatch()
  var count = 0
  benchmark.startMeasurement()
  unsafe text.withUnsafeBytes { bytes in
    var offset = 0
    while offset < bytes.count {
      unsafe offset = analyzer.analyze(bytes, from: offset, into: batch)
      count += batch.count
    }
  }
  benchmark.stopMeasurement()
  benchmark.measurement(Metric.bytes, text.count)
  benchmark.measurement(Metric.tokens, count)
}
