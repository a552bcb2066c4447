import Platform
import TestSupport

/// Kills the writer at random times and at its system calls, again and again on the same index.
enum KillPart: Part {
  static let name = "kill"
  static let summary = "kill -9 at random times and at system calls, then everything acknowledged is verified"

  private static let killsPerIndex = 25
  /// What a restart may take until the first answer, in microseconds.
  private static let restartLimit = 2_000_000

  static func run(_ run: Run, _ tally: Tally) throws {
    let lives = run.count(quick: 200, full: 1500) / killsPerIndex
    try Parallel.run(run.jobs) { job in
      for life in stride(from: job, to: lives, by: run.jobs) {
        do {
          try live(run, tally, seed: run.seed &+ UInt64(life))
        } catch {
          tally.fail("life \(life): \(error)")
        }
      }
    }
  }

  /// One index, from its beginning.
  private static func live(_ run: Run, _ tally: Tally, seed: UInt64) throws {
    let folder = try run.makeFolder("kill-\(seed)")
    var random = SplitMix64(seed: seed)
    var acknowledged = 0
    for number in 0..<killsPerIndex {
      let victim = Victim(folder: folder, seed: seed, acknowledged: acknowledged, run: random.next())
      let lines = try victim.kill(run, &random, isChecked: number % 10 == 0)
      acknowledged = Journal.last("ack", in: lines) ?? acknowledged
      guard try account(lines, tally) else {
        return fail(run, tally, folder, "kill \(number) of seed \(seed): \(lines.last ?? "")")
      }
    }
    // A last one lives on.
    let survivor = Victim(folder: folder, seed: seed, acknowledged: acknowledged, run: random.next())
    let (end, lines) = try survivor.live(batches: 8)
    guard end == .exited(0) else {
      return fail(run, tally, folder, "after all kills of seed \(seed): \(end), \(lines.last ?? "")")
    }
    tally.count("acknowledged batches", Journal.last("ack", in: lines) ?? acknowledged)
    Files.remove(folder)
  }

  private static func fail(_ run: Run, _ tally: Tally, _ folder: String, _ message: String) {
    let place = run.keep(folder, as: folder.split(separator: "/").last.map(String.init) ?? name)
    tally.fail("\(message); see \(place)")
  }

  /// Counts what the victim was doing when it died.
  ///
  /// - Returns: whether all was well until then.
  private static func account(_ lines: [String], _ tally: Tally) throws -> Bool {
    if let microseconds = Journal.last("open", in: lines) {
      tally.greatest("microseconds from opening to the first answer", microseconds)
      if microseconds > restartLimit { tally.fail("a restart took \(microseconds) µs") }
    }
    if lines.contains(where: { $0.hasPrefix("FAIL") || $0.hasPrefix("died") }) { return false }
    let isMerging = lines.lastIndex(of: "merging") ?? -1 > lines.lastIndex(of: "merged") ?? -1
    let isCompacting = lines.contains("compacting") && !lines.contains("compacted")
    tally.count("kills")
    if lines.contains(where: { $0.hasPrefix("verified") }) { tally.count("verified after a kill") }
    tally.count(
      isCompacting
        ? "kills while compacting"
        : !lines.contains { $0.hasPrefix("open") }
          ? "kills while starting"
          : isMerging ? "kills while merging" : "kills while writing or reading")
    return true
  }
}
