import ArgumentParser
import Index
import LMDB
import Platform
import TestSupport

/// Works on an index while system calls fail: goes on after every error, and never ends by one.
///
/// Beside what `writer` tells, the journal gets `error …` for each error, `reopened`, `reads N` with the number of answers that
/// another thread got meanwhile, and `FAIL …` if one of those failed, or if the index was not what it should be.
struct FaultyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "faulty", shouldDisplay: false)
  /// Calls that go on failing are given up after so many errors.
  private static let errorLimit = 40

  @OptionGroup var options: WriterOptions
  @Option(help: "A file to remove when the disk is full; some batches more are committed then.") var ballast: String?

  func run() throws {
    let journal = try Journal(options.journal)
    do {
      var worker = FaultyWorker(options: options, ballast: ballast, errorLimit: Self.errorLimit)
      try worker.run(journal)
      try journal.write("end")
    } catch {
      try journal.write("FAIL \(error)")
      throw ExitCode(3)
    }
  }
}
