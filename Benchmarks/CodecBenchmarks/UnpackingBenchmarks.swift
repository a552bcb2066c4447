import Benchmark
import BenchmarkSupport
import CReference
import Postings

/// A thousand packed groups, unpacked by the library and by the reference in C.
func registerUnpacking(_ blocks: PackedBlocks) {
  let bits = blocks.bits
  let label = bits < 10 ? "0\(bits)" : "\(bits)"
  let size = 16 * bits
  unsafe register("unpack \(label) bits, swift", blocks) { source, values in
    for block in 0..<PackedBlocks.count { unsafe BitPacking.unpack(source + block * size, bits: bits, into: values) }
  }
  unsafe register("unpack \(label) bits, c", blocks) { source, values in
    for block in 0..<PackedBlocks.count { unsafe reference_unpack(source + block * size, UInt32(bits), values) }
  }
  guard bits < 32 else { return }
  unsafe register("unpack differences of \(label) bits, swift", blocks) { source, values in
    for block in 0..<PackedBlocks.count {
      blackHole(unsafe BitPacking.unpackDeltas(source + block * size, bits: bits, base: 7, into: values))
    }
  }
  unsafe register("unpack differences of \(label) bits, c", blocks) { source, values in
    for block in 0..<PackedBlocks.count {
      unsafe reference_unpack_deltas(source + block * size, UInt32(bits), 7, values)
    }
  }
}

private func register(
  _ name: String, _ blocks: PackedBlocks,
  _ unpackAll: @escaping @Sendable (UnsafeRawPointer, UnsafeMutablePointer<UInt32>) -> Void
) {
  Benchmark(name) { benchmark in
    let values = NumberBuffer(count: BitPacking.groupSize)
    unsafe blocks.bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      benchmark.startMeasurement()
      unsafe unpackAll(start, values.start)
      benchmark.stopMeasurement()
    }
    unsafe blackHole(values.start[0])
  }
}
