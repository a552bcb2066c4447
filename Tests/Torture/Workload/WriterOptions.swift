import ArgumentParser
import Index

/// Where a child finds its index, and what it knows of it.
struct WriterOptions: ParsableArguments {
  @Option(help: "The directory of the index.") var index: String
  @Option(help: "A file for what is done, line by line.") var journal: String
  @Option(help: "The seed of the workload.") var seed: UInt64
  @Option(help: "How many times as long as usual documents are.") var scale = 1
  @Option(help: "The batches that were acknowledged.") var acknowledged = 0
  @Option(help: "The batches to commit at most.") var batches = 1_000_000
  @Flag(help: "Leave segments as they are.") var neverMerging = false
  @Option(help: "Chooses what is no matter of the workload.") var run: UInt64 = 0

  var workload: Workload { Workload(seed: seed, scale: scale) }

  /// Small, so that small documents go the ways of large ones: phrases have lists, segments are written in several
  /// transactions and, in one run of eight, batches are spilled.
  var builder: IndexBuilder.Options {
    var options = IndexBuilder.Options()
    options.leastCommonFrequency = 8
    options.transactionSize = 16 << 10
    if run % 8 == 0 { options.memoryBudget = 64 << 10 }
    return options
  }

  var policy: MergePolicy {
    var policy = MergePolicy()
    policy.leastSize = 256
    return policy
  }
}
