import ArgumentParser
import Index
import Platform
import TestSupport

/// Damages an index again and again, and uses each as a daemon would.
///
/// The journal gets `mutant N KIND` before each, and then `refused`, `detected`, `found by check`, `harmless`, `refused for
/// writing`, `the last commit undone` or `WRONG …`.
struct MutantsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "mutants", shouldDisplay: false)

  @Option(help: "The folder with the data files: now, and at earlier times.") var base: String
  @Option(help: "The seed of the workload.") var seed: UInt64
  @Option(help: "How large the documents are.") var scale = 1
  @Option(help: "The batches that the index holds.") var acknowledged: Int
  @Option(help: "The number of the first mutant.") var from: Int
  @Option(help: "The number behind the last mutant.") var to: Int
  @Option(help: "A folder for the mutants.") var folder: String
  @Option(help: "A file for what is found, line by line.") var journal: String

  private var index: String { folder + "/mutant" }
  private var workload: Workload { Workload(seed: seed, scale: scale) }

  func run() throws {
    let journal = try Journal(self.journal)
    let mutator = Mutator(
      content: Files.read(base + "/data.mdb"), earlier: (1...3).map { Files.read(base + "/earlier-\($0).mdb") })
    for number in from..<to {
      var random = SplitMix64(seed: seed ^ UInt64(number) << 20)
      let (kind, content) = mutator.mutant(&random)
      try journal.write("mutant \(number) \(kind.rawValue)")
      Files.remove(index)
      try Files.makeDirectories(index)
      try Files.write(content, to: index + "/data.mdb")
      try journal.write(try use(number))
    }
    try journal.write("end")
  }

  private func use(_ number: Int) throws -> String {
    let verifier = IndexVerifier(workload: workload)
    // With its newest meta page as it was before, the file is what a power cut before the last commit leaves: whole.
    let now = acknowledged - 1...acknowledged
    var count = acknowledged
    var difference: IndexVerifier.Mismatch?
    do {
      let reader = try IndexReader(directory: index)
      do {
        count = try verifier.verify(try reader.makeSession(), allowed: now, seed: UInt64(number))
      } catch let error as IndexVerifier.Mismatch {
        difference = error
      } catch {
        return "detected"
      }
    } catch {
      return "refused"
    }
    do {
      guard try IndexChecker(directory: index).check().isSound else {
        return difference == nil ? "found by check" : "found by check alone"
      }
    } catch {
      return "found by check"
    }
    if let difference { return "WRONG: \(difference)" }
    let outcome = try write(verifier, number, after: count)
    return outcome == "harmless" && count < acknowledged ? "the last commit undone" : outcome
  }

  /// What is harmless to read is to be harmless to write to.
  private func write(_ verifier: IndexVerifier, _ number: Int, after count: Int) throws -> String {
    do {
      do {
        let writer = try IndexWriter(directory: index)
        let session = try writer.reader.makeSession()
        for next in count + 1...count + 3 {
          _ = try writer.apply(workload.changes(ofBatch: next))
          try verifier.verify(session, allowed: next...next, seed: UInt64(number))
        }
      }
      let report = try IndexChecker(directory: index).check()
      return report.isSound ? "harmless" : "WRONG: after writing, check finds \(report.findings.map(\.description))"
    } catch let error as IndexVerifier.Mismatch {
      return "WRONG: after writing, \(error)"
    } catch {
      return "refused for writing"
    }
  }
}
