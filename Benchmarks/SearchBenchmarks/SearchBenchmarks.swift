import Benchmark
import BenchmarkSupport
import Index
import Search

/// The queries of each class over a generated index of 20,000 documents: counting for the intersection of lists alone, the ten best for
/// scoring as well. A time is that of the sixteen queries of a class together.
let benchmarks: @Sendable () -> Void = {
  unsafe Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput], maxDuration: .milliseconds(500))
  do {
    let shared = try SharedIndex(documentCount: 20_000)
    for queries in try QueryClass.all() {
      Benchmark("count \(queries.name)") { benchmark in
        try shared.session.withSnapshot { snapshot in
          let searcher = Searcher(snapshot: snapshot)
          for query in queries.queries { blackHole(try searcher.count(query).count) }
        }
      }
      Benchmark("top ten of \(queries.name)") { benchmark in
        var options = SearchOptions()
        options.countsTotal = false
        try shared.session.withSnapshot { snapshot in
          let searcher = Searcher(snapshot: snapshot)
          for query in queries.queries { blackHole(try searcher.search(query, options: options).hits.count) }
        }
      }
    }
  } catch {
    fatalError("the generated index cannot be made: \(error)")
  }
}
