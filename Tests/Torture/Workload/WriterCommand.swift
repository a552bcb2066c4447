import ArgumentParser
import Index
import Platform
import TestSupport

/// Opens an index, verifies it, and goes on with its workload until it is killed.
///
/// The journal gets `start`, `open MICROSECONDS` with the time to the first answer, `verified N`, `ack N` for each batch that
/// is committed, `merging` and `merged`, `FAIL …`, and `end`.
struct WriterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "writer", shouldDisplay: false)

  @OptionGroup var options: WriterOptions
  @Flag(help: "Check every byte before and after.") var check = false
  @Flag(help: "Merge all segments into one, and copy the file, before.") var compact = false

  func run() throws {
    let journal = try Journal(options.journal)
    do {
      try write(journal)
      try journal.write("end")
    } catch {
      try journal.write("FAIL \(error)")
      throw ExitCode(3)
    }
  }

  private func write(_ journal: borrowing Journal) throws {
    try journal.write("start")
    if check, options.acknowledged > 0 { try requireSound() }
    if compact, options.acknowledged > 0 {
      try journal.write("compacting")
      try SegmentMerger(directory: options.index, options: options.builder).mergeAll()
      _ = try IndexWriter(directory: options.index, options: options.builder).compact()
      try journal.write("compacted")
    }
    try useWriter(journal)
    if check { try requireSound() }
  }

  private func useWriter(_ journal: borrowing Journal) throws {
    let began = SystemClock.monotonic()
    let writer = try IndexWriter(directory: options.index, options: options.builder)
    let session = try writer.reader.makeSession()
    let verifier = IndexVerifier(workload: options.workload)
    _ = try verifier.answer(session)
    try journal.write("open \((SystemClock.monotonic() - began) / 1000)")
    let allowed = options.acknowledged...options.acknowledged + 1
    var count = try verifier.verify(session, allowed: allowed, seed: options.run)
    try journal.write("verified \(count)")

    var random = SplitMix64(seed: options.run)
    var merges = Merges(policy: options.policy)
    for _ in 0..<options.batches {
      count += 1
      _ = try writer.apply(options.workload.changes(ofBatch: count))
      try journal.write("ack \(count)")
      if try merges.end(writer, isWaiting: random.below(8) == 0, isWanted: random.below(8) > 0) {
        try journal.write("merged")
      }
      if !options.neverMerging, random.below(2) == 0, try merges.begin(writer, isAtRest: random.below(2) == 0) {
        try journal.write("merging")
      }
    }
    if try merges.end(writer, isWaiting: true) { try journal.write("merged") }
    if options.batches > 0 { try verifier.verify(session, allowed: count...count, seed: options.run) }
  }

  private func requireSound() throws {
    let report = try IndexChecker(directory: options.index).check()
    guard report.isSound else {
      throw IndexVerifier.Mismatch(description: "check finds: \(report.findings.map(\.description))")
    }
  }
}
