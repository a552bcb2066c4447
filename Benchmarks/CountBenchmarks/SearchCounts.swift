import Benchmark
import BenchmarkSupport
import Index
import Search

/// What answering the queries of a class takes: blocks and groups of posting lists that are decoded for their ten best hits and for
/// their counts. The documents that match say that the queries are still the same ones.
func registerSearchCounts() {
  let matching = count("documents that match")
  let blocks = count("blocks of documents decoded")
  let frequencies = count("blocks of frequencies decoded")
  let groups = count("groups of positions decoded")
  do {
    for queries in try QueryClass.all() {
      registerCounts("search-\(queries.name)", [matching, blocks, frequencies, groups]) { benchmark in
        let index = try GeneratedIndex(documentCount: 20_000)
        try withExtendedLifetime(index) {
          try IndexReader(directory: index.directory).makeSession().withSnapshot { snapshot in
            let searcher = Searcher(snapshot: snapshot)
            var options = SearchOptions()
            options.countsTotal = false
            var count = 0
            for query in queries.queries {
              _ = try searcher.search(query, options: options)
              count += try searcher.count(query).count
            }
            benchmark.measurement(matching, count)
            benchmark.measurement(blocks, snapshot.readingCounts.documentBlocks)
            benchmark.measurement(frequencies, snapshot.readingCounts.frequencyBlocks)
            benchmark.measurement(groups, snapshot.readingCounts.positionGroups)
          }
        }
      }
    }
  } catch {
    fatalError("a query of the benchmarks cannot be read: \(error)")
  }
}
