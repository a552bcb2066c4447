import Platform
import SearchAPI
import TestSupport

/// Kills the daemon at random times and at its system calls, while it is written to and a folder changes.
enum DaemonKillPart: Part {
  static let name = "daemon-kills"
  static let summary = "kill -9 of a daemon at work, then everything acknowledged is asked for"

  static func run(_ run: Run, _ tally: Tally) throws {
    let killsPerIndex = run.count(quick: 10, full: 50)
    let lives = run.count(quick: 20, full: 500) / killsPerIndex
    try Parallel.run(run.jobs) { job in
      for life in stride(from: job, to: lives, by: run.jobs) {
        let seed = run.seed &+ UInt64(life)
        do {
          var life = try DaemonLife(run, tally, seed: seed)
          do {
            for _ in 0..<killsPerIndex { try life.kill() }
            try life.end()
            Files.remove(life.index.folder)
          } catch {
            let place = run.keep(life.index.folder, as: "daemon-\(seed)")
            tally.fail("daemon of seed \(seed): \(error); see \(place)")
          }
        } catch {
          tally.fail("\(error)")
        }
      }
    }
  }
}
