import Benchmark
import BenchmarkSupport
import Postings

/// A thousand blocks of documents of a list, written and read.
func registerDocumentBlocks(_ list: GeneratedList) {
  let label = "gaps of \(list.averageGap)"
  Benchmark("encode blocks, \(label)") { benchmark in
    let documents = NumberBuffer(list.documents)
    let frequencies = NumberBuffer(list.frequencies)
    let target = NumberBuffer(count: EncodedBlocks.maximumByteCount / 4)
    benchmark.startMeasurement()
    blackHole(unsafe EncodedBlocks.encode(documents, frequencies, into: target.start))
    benchmark.stopMeasurement()
  }
  let encoded = EncodedBlocks(list)
  Benchmark("decode documents, \(label)") { benchmark in
    try decode(encoded, of: list, withFrequencies: false)
  }
  Benchmark("decode documents and frequencies, \(label)") { benchmark in
    try decode(encoded, of: list, withFrequencies: true)
  }
}

private func decode(_ blocks: EncodedBlocks, of list: GeneratedList, withFrequencies: Bool) throws {
  let documents = NumberBuffer(count: DocumentBlock.capacity)
  let frequencies = NumberBuffer(count: DocumentBlock.count)
  unsafe try blocks.bytes.withUnsafeBytes { bytes in
    var base: DocID = 0
    for block in 0..<GeneratedList.blockCount {
      let source = unsafe UnsafeRawBufferPointer(rebasing: bytes[blocks.offsets[block]...])
      let layout = unsafe try DocumentBlock.decodeDocuments(source, base: base, below: .max, into: documents.start)
      if withFrequencies {
        unsafe try DocumentBlock.decodeFrequencies(source, at: layout, into: frequencies.start)
      }
      unsafe base = documents.start[DocumentBlock.count - 1]
    }
    blackHole(base)
  }
}

/// A thousand groups of differences between positions, 1 to 255, written and read.
func registerPositionGroups() {
  var generator = SplitMix64(seed: 3)
  let numbers = (0..<PositionGroup.count).map { _ in UInt32(1 + generator.below(255)) }
  Benchmark("encode groups of positions") { benchmark in
    let differences = NumberBuffer(numbers)
    let target = NumberBuffer(count: PositionGroup.maximumByteCount(PositionGroup.count) / 4 + 1)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(unsafe PositionGroup.encode(differences.start, count: PositionGroup.count, into: target.start))
    }
    benchmark.stopMeasurement()
  }
  Benchmark("decode groups of positions") { benchmark in
    let differences = NumberBuffer(numbers)
    let target = NumberBuffer(count: PositionGroup.maximumByteCount(PositionGroup.count) / 4 + 1)
    let size = unsafe PositionGroup.encode(differences.start, count: PositionGroup.count, into: target.start)
    let source = unsafe UnsafeRawBufferPointer(start: target.start, count: size)
    benchmark.startMeasurement()
    for _ in benchmark.scaledIterations {
      blackHole(unsafe try PositionGroup.decode(source, count: PositionGroup.count, into: differences.start))
    }
    benchmark.stopMeasurement()
  }
}
