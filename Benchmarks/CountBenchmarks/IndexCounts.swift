import Benchmark
import BenchmarkSupport
import Index

/// The bytes of the streams of a generated index, and of the pages of its file.
func registerIndexCounts() {
  let streams = StreamID.allCases.map { ($0, count("\($0.name), bytes")) }
  let perPosting = count("bytes of 1,000 postings, with positions")
  let pages = count("bytes of pages in use")
  let lost = count("bytes of pages beyond those of streams")
  registerCounts("index-20000", streams.map(\.1) + [perPosting, pages, lost]) { benchmark in
    let index = try GeneratedIndex(documentCount: 20_000)
    let statistics = try withExtendedLifetime(index) {
      try IndexStatistics(directory: index.directory, measuresText: false)
    }
    let all = statistics.segments.flatMap(\.streams)
    for (stream, metric) in streams {
      benchmark.measurement(metric, all.filter { $0.id == stream }.reduce(0) { $0 + $1.byteCount })
    }
    let total = all.reduce(0) { $0 + $1.byteCount }
    benchmark.measurement(perPosting, total * 1_000 / statistics.postingCount)
    benchmark.measurement(pages, statistics.usedByteCount)
    benchmark.measurement(lost, statistics.usedByteCount - total)
  }
}
