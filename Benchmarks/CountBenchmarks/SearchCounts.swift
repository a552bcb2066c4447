import Benchmark
import BenchmarkSupport
import Index
import Search

/// What answering the queries of a class takes, as the searcher counts it.
///
/// The documents that match say that the queries are still the same ones. What the engine itself counts of its work - blocks decoded,
/// documents scored - belongs beside them.
func registerSearchCounts() {
  let matching = count("documents that match")
  do {
    for queries in try QueryClass.all() {
      registerCounts("search-\(queries.name)", [matching]) { benchmark in
        let index = try GeneratedIndex(documentCount: 20_000)
        try withExtendedLifetime(index) {
          try IndexReader(directory: index.directory).makeSession().withSnapshot { snapshot in
            let searcher = Searcher(snapshot: snapshot)
            benchmark.measurement(matching, try queries.queries.reduce(0) { $0 + (try searcher.count($1).count) })
          }
        }
      }
    }
  } catch {
    fatalError("a query of the benchmarks cannot be read: \(error)")
  }
}
