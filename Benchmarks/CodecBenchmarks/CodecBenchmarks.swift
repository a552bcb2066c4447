import Benchmark
import BenchmarkSupport

/// Blocks of numbers, written and read. "c" is the reference in C for the same bytes; the library wants to decode at 0.8 of its rate
/// at least.
let benchmarks: @Sendable () -> Void = {
  unsafe Benchmark.defaultConfiguration = Benchmark.Configuration(
    metrics: [.wallClock, .throughput], scalingFactor: .kilo, maxDuration: .milliseconds(100))
  let packed = (0...32).map(PackedBlocks.init(bits:))
  registerRates(packed)
  for blocks in packed { registerUnpacking(blocks) }
  for gap in [2, 60, 4_000] { registerDocumentBlocks(GeneratedList(averageGap: gap)) }
  registerPositionGroups()
}
