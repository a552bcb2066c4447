import Platform
import TestSupport

/// A writer that is going to be killed.
struct Victim {
  private static let longestLife = 10_000

  let folder: String
  let seed: UInt64
  let acknowledged: Int
  let run: UInt64

  private var journal: String { folder + "/journal" }

  private func arguments(batches: Int?, isChecked: Bool, isCompacting: Bool) -> [String] {
    ["writer", "--index", folder + "/index", "--journal", journal, "--seed", "\(seed)", "--run", "\(run)"]
      + ["--acknowledged", "\(acknowledged)"] + (batches.map { ["--batches", "\($0)"] } ?? [])
      + (isChecked ? ["--check"] : []) + (isCompacting ? ["--compact"] : [])
  }

  private var errors: String { folder + "/errors" }

  /// Starts it and kills it.
  ///
  /// - Parameters:
  ///   - run: the run.
  ///   - random: decides when.
  ///   - isChecked: whether it checks every byte first.
  /// - Returns: its journal, with a line `died …` behind it if it ended by itself.
  /// - Throws: what the system says against starting it.
  func kill(_ run: Run, _ random: inout SplitMix64, isChecked: Bool) throws -> [String] {
    Files.remove(journal)
    var environment: [String] = []
    var delay = Self.longestLife
    if random.below(2) == 0 {
      // The first calls make and open the index; a commit has about seven.
      let call = 1 + random.below(acknowledged == 0 ? 20 : [30, 120, 500][random.below(3)])
      let place = ["before", "after", "half"][random.below(3)]
      environment = Shim(run.shim, root: folder + "/index").killing(at: call, place)
    } else {
      delay = random.below(isChecked ? 250 : 120)
    }
    let arguments = arguments(batches: nil, isChecked: isChecked, isCompacting: random.below(10) == 0)
    let child = try Child.own(arguments, environment: environment, errors: errors)
    var end = try child.wait(milliseconds: delay)
    if end == nil {
      child.kill()
      end = try child.wait()
    }
    let lines = Journal.lines(journal)
    return end == .killed(signal: 9) ? lines : lines + ["died: \(end.map { "\($0)" } ?? "")"]
  }

  /// Lets it check every byte, do its work, check again, and end.
  func live(batches: Int) throws -> (ChildProcess.End, [String]) {
    Files.remove(journal)
    let arguments = arguments(batches: batches, isChecked: true, isCompacting: false)
    return (try Child.own(arguments, errors: errors).wait(), Journal.lines(journal))
  }
}
