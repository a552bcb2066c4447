import Benchmark
import BenchmarkSupport
import Index

/// What a commit writes, in bytes and in calls, and the pages that an index has after its first one.
func registerCommitCounts() {
  let pages = count("bytes of pages in use")
  for documents in [1, 1_000] {
    registerCounts("commit-\(documents)", [pages, .writeBytesLogical, .writeSyscalls]) { benchmark in
      let folder = try TemporaryDirectory()
      try commit(documents, to: folder.path(of: "index"), benchmark)
      benchmark.measurement(
        pages, try IndexStatistics(directory: folder.path(of: "index"), measuresText: false).usedByteCount)
    }
  }
}

/// The builder is gone afterwards: an index is open once in a process.
private func commit(_ count: Int, to directory: String, _ benchmark: Benchmark) throws {
  let builder = try IndexBuilder(directory: directory)
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
