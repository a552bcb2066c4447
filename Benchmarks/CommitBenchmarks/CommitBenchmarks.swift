import Benchmark
import BenchmarkSupport
import Index

/// Building and publishing an index of few documents, which is mostly what a commit costs. The clock matters here: a commit waits for
/// the disk.
let benchmarks: @Sendable () -> Void = {
  unsafe Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock], maxDuration: .seconds(2), maxIterations: 200)
  for count in [1, 1_000] {
    Benchmark("commit \(count) documents") { benchmark in
      let folder = try TemporaryDirectory()
      let builder = try IndexBuilder(directory: folder.path(of: "index"))
      var collection = GeneratedCollection()
      var document = IndexDocument()
      for _ in 0..<count {
        document.body = collection.nextDocument()
        try builder.add(document)
      }
      benchmark.startMeasurement()
      try builder.finish()
      benchmark.stopMeasurement()
    }
  }
}
