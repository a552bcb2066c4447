import Benchmark
import BenchmarkSupport
import CReference
import Postings

private typealias Unpack = @Sendable (PackedBlocks, UnsafeRawPointer, UnsafeMutablePointer<UInt32>) -> Void

/// The rate of the library over that of the reference in C, of all widths together and in turns: the figure that says whether decoding
/// is as fast as it could be.
func registerRates(_ blocks: [PackedBlocks]) {
  unsafe registerRate("rate of unpacking", blocks) { blocks, source, values in
    for block in 0..<PackedBlocks.count {
      unsafe BitPacking.unpack(source + block * blocks.size, bits: blocks.bits, into: values)
    }
  } reference: { blocks, source, values in
    for block in 0..<PackedBlocks.count {
      unsafe reference_unpack(source + block * blocks.size, UInt32(blocks.bits), values)
    }
  }
  unsafe registerRate("rate of unpacking differences", blocks.filter { $0.bits < 32 }) { blocks, source, values in
    for block in 0..<PackedBlocks.count {
      blackHole(
        unsafe BitPacking.unpackDeltas(source + block * blocks.size, bits: blocks.bits, base: 7, into: values))
    }
  } reference: { blocks, source, values in
    for block in 0..<PackedBlocks.count {
      unsafe reference_unpack_deltas(source + block * blocks.size, UInt32(blocks.bits), 7, values)
    }
  }
}

private func registerRate(
  _ name: String, _ blocks: [PackedBlocks], _ library: @escaping Unpack, reference: @escaping Unpack
) {
  let rate = BenchmarkMetric.custom("percent of the rate of C", polarity: .prefersLarger, useScalingFactor: false)
  Benchmark(name, configuration: Benchmark.Configuration(metrics: [rate], maxIterations: 20)) { benchmark in
    var (ours, theirs) = (Duration.zero, Duration.zero)
    for each in blocks {
      unsafe theirs += duration(of: reference, each)
      unsafe ours += duration(of: library, each)
    }
    benchmark.measurement(rate, Int(100 * (theirs / ours)))
  }
}

private func duration(of unpack: Unpack, _ blocks: PackedBlocks) -> Duration {
  let values = NumberBuffer(count: BitPacking.groupSize)
  return ContinuousClock().measure {
    unsafe blocks.bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress else { return }
      for _ in 0..<5 { unsafe unpack(blocks, start, values.start) }
    }
    unsafe blackHole(values.start[0])
  }
}
