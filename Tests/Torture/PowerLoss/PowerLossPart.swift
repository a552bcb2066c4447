import Platform
import TestSupport

/// Writes down what a writer does to its files, and verifies what the power may leave of them at any moment.
enum PowerLossPart: Part {
  static let name = "power"
  static let summary = "power cuts: what was not synced is lost, reordered or torn, everything acknowledged is there"

  private static let imagesPerLog = 250
  private static let imagesPerChild = 50
  private static let batchesPerLog = 40

  static func run(_ run: Run, _ tally: Tally) throws {
    let logs = run.count(quick: 500, full: 10_000) / imagesPerLog
    try Parallel.run(run.jobs) { job in
      for log in stride(from: job, to: logs, by: run.jobs) {
        do {
          try cut(run, tally, seed: run.seed &+ UInt64(log))
        } catch {
          tally.fail("log \(log): \(error)")
        }
      }
    }
    if tally["not synced: lost, wrong or refused"] == 0 { tally.fail("the rig does not notice that nothing is synced") }
  }

  private static func cut(_ run: Run, _ tally: Tally, seed: UInt64) throws {
    let folder = try run.makeFolder("power-\(seed)")
    let log = folder + "/log"
    let root = folder + "/root"
    try Files.makeDirectories(root)
    // Several processes one after the other: opening, sweeping and compacting are among what is cut.
    var acknowledged = 0
    for process in 0..<3 {
      let journal = root + "/journal"
      let arguments = [
        "writer", "--index", root + "/index", "--journal", journal, "--seed", "\(seed)", "--acknowledged",
        "\(acknowledged)", "--batches", "\(batchesPerLog / 3)", "--run", "\(seed &* 3 &+ UInt64(process))", "--compact",
      ]
      let end = try Child.own(
        arguments, environment: Shim(run.shim, root: root).recording(to: log, journal: journal),
        errors: folder + "/errors"
      ).wait()
      let lines = Journal.lines(journal)
      guard end == .exited(0) else { return tally.fail("the writer of seed \(seed): \(end), \(lines.last ?? "")") }
      acknowledged = Journal.last("ack", in: lines) ?? acknowledged
    }
    let changes = WriteLog(log).changes.count
    tally.count("changes in the logs", changes)
    tally.count("logs")
    for start in stride(from: 0, to: imagesPerLog, by: imagesPerChild) {
      try verify(run, tally, folder, seed: seed, start..<start + imagesPerChild, ignoresSyncs: false)
    }
    // The rig itself is tried on the same log without its syncs.
    try verify(run, tally, folder, seed: seed, 0..<imagesPerLog / 10, ignoresSyncs: true)
    if tally.failureCount == 0 { Files.remove(folder) }
  }

  /// Has images verified by children; one that dies takes one image with it.
  private static func verify(
    _ run: Run, _ tally: Tally, _ folder: String, seed: UInt64, _ range: Range<Int>, ignoresSyncs: Bool
  ) throws {
    let journal = folder + "/images"
    Files.remove(journal)
    let arguments = [
      "images", "--log", folder + "/log", "--seed", "\(seed)", "--from", "\(range.lowerBound)", "--to",
      "\(range.upperBound)", "--folder", folder, "--journal", journal,
    ]
    let end = try Child.own(arguments + (ignoresSyncs ? ["--ignores-syncs"] : []), errors: folder + "/errors").wait()
    let lines = Journal.lines(journal)
    let outcomes = lines.filter { !$0.hasPrefix("image") && $0 != "end" } + (end == .exited(0) ? [] : ["died: \(end)"])
    if ignoresSyncs {
      tally.count("not synced: images", outcomes.count)
      tally.count("not synced: lost, wrong or refused", outcomes.filter { $0 != "good" }.count)
      return
    }
    tally.count("images", outcomes.count)
    tally.count("good", outcomes.filter { $0 == "good" }.count)
    for (number, outcome) in outcomes.enumerated() where outcome != "good" {
      let image = lines.filter { $0.hasPrefix("image") }[number]
      let place = run.keep(folder, as: "power-\(seed)")
      tally.fail("\(image) of seed \(seed): \(outcome); see \(place)")
    }
  }
}
