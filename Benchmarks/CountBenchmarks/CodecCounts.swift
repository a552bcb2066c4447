import Benchmark
import BenchmarkSupport
import Postings

/// Bytes of a thousand blocks of documents of lists from dense to sparse.
func registerCodecCounts() {
  for gap in [2, 60, 4_000] {
    let bytes = count("bytes of 1,000 blocks")
    registerCounts("gaps-\(gap)", [bytes]) { benchmark in
      let list = GeneratedList(averageGap: gap)
      let documents = NumberBuffer(list.documents)
      let frequencies = NumberBuffer(list.frequencies)
      let target = NumberBuffer(count: DocumentBlock.maximumByteCount / 4 + 1)
      var (size, base) = (0, DocID(0))
      for first in stride(from: 0, to: list.documents.count, by: DocumentBlock.count) {
        unsafe size += DocumentBlock.encode(
          documents: documents.start + first, frequencies: frequencies.start + first, base: base, into: target.start)
        base = list.documents[first + DocumentBlock.count - 1]
      }
      benchmark.measurement(bytes, size)
    }
  }
}
