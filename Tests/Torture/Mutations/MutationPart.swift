import Platform
import TestSupport

/// Damages indexes at random: none takes the process down, and each is detected or harmless.
enum MutationPart: Part {
  static let name = "mutations"
  static let summary = "damaged index files: detected or harmless, and never the end of the process"

  private static let mutantsPerBase = 1000
  private static let batches = 24

  static func run(_ run: Run, _ tally: Tally) throws {
    let mutants = run.count(quick: 600, full: 20_000)
    let bases = max(6, mutants / mutantsPerBase)
    try Parallel.run(run.jobs) { job in
      for base in stride(from: job, to: bases, by: run.jobs) {
        do {
          try damage(run, tally, base: base, count: mutants / bases)
        } catch {
          tally.fail("base \(base): \(error)")
        }
      }
    }
  }

  private static func damage(_ run: Run, _ tally: Tally, base number: Int, count: Int) throws {
    let folder = try run.makeFolder("mutations-\(number)")
    let seed = run.seed &+ UInt64(number)
    // Small documents and large ones; few segments, or many in a tree of three levels.
    let scale = (run.isQuick ? [1, 1, 2, 2, 4, 4] : [1, 1, 4, 4, 20, 20])[number % 6]
    let isMerging = number / 2 % 2 == 0
    guard let acknowledged = try makeBase(folder, seed: seed, scale: scale, isMerging: isMerging, tally) else { return }
    tally.greatest("bytes of an index", Files.read(folder + "/data.mdb").count)
    var next = 0
    while next < count {
      let journal = folder + "/mutants"
      Files.remove(journal)
      let arguments = [
        "mutants", "--base", folder, "--seed", "\(seed)", "--scale", "\(scale)", "--acknowledged", "\(acknowledged)",
        "--from", "\(next)", "--to", "\(count)", "--folder", folder, "--journal", journal,
      ]
      let end = try Child.own(arguments, errors: folder + "/errors").wait()
      let lines = Journal.lines(journal)
      account(lines, run, tally, folder, seed)
      guard end != .exited(0) else { break }
      // It takes one mutant with it.
      let last = Journal.last("mutant", in: lines) ?? count
      tally.count("mutants")
      tally.count("CRASHED")
      let place = run.keep(folder, as: "mutation-\(seed)-\(last)")
      tally.fail("mutant \(last) of seed \(seed): \(end), \(lines.last ?? ""); see \(place)")
      next = last + 1
    }
    if tally.failureCount == 0 { Files.remove(folder) }
  }

  /// Makes an index, and keeps what its file was at earlier times.
  ///
  /// - Returns: how many batches it holds.
  private static func makeBase(
    _ folder: String, seed: UInt64, scale: Int, isMerging: Bool, _ tally: Tally
  ) throws -> Int? {
    var acknowledged = 0
    for time in 1...4 {
      let journal = folder + "/journal"
      let end = try Child.own(
        [
          "writer", "--index", folder + "/index", "--journal", journal, "--seed", "\(seed)", "--scale", "\(scale)",
          "--acknowledged", "\(acknowledged)", "--batches", "\(time == 4 ? 2 : batches)", "--run", "\(time)",
        ] + (isMerging ? [] : ["--never-merging"]), errors: folder + "/errors"
      ).wait()
      let lines = Journal.lines(journal)
      guard end == .exited(0) else {
        tally.fail("the writer of seed \(seed): \(end), \(lines.last ?? "")")
        return nil
      }
      acknowledged = Journal.last("ack", in: lines) ?? acknowledged
      let name = time == 4 ? "data.mdb" : "earlier-\(time).mdb"
      try Files.write(Files.read(folder + "/index/data.mdb"), to: folder + "/" + name)
    }
    return acknowledged
  }

  private static func account(_ lines: [String], _ run: Run, _ tally: Tally, _ folder: String, _ seed: UInt64) {
    var mutant = ""
    for line in lines where line != "end" {
      if line.hasPrefix("mutant") {
        mutant = line
      } else if line.hasPrefix("WRONG") {
        tally.count("mutants")
        let place = run.keep(folder, as: "mutation-\(seed)")
        tally.fail("\(mutant) of seed \(seed): \(line); see \(place)")
      } else {
        tally.count("mutants")
        tally.count(line)
      }
    }
  }
}
