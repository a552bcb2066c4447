import Platform
import TestSupport

/// Fills a small disk, and makes room on it again.
enum DiskFullPart: Part {
  static let name = "diskfull"
  static let summary = "a full disk: the writer says so, readers go on, and it goes on writing once there is room"

  private static let batches = 4000
  /// What is freed is enough for these, or there was no room for much from the beginning.
  private static let ballastSize = 4 << 20

  static func run(_ run: Run, _ tally: Tally) throws {
    let probe = try run.makeFolder("disk-probe")
    guard try mount(probe, kilobytes: 1024) else {
      tally.count("skipped: mounting a tmpfs takes root")
      return
    }
    try unmount(probe)
    let runs = run.count(quick: 6, full: 200)
    try Parallel.run(run.jobs) { job in
      for number in stride(from: job, to: runs, by: run.jobs) {
        do {
          try fill(run, tally, number)
        } catch {
          tally.fail("run \(number): \(error)")
        }
      }
    }
  }

  private static func fill(_ run: Run, _ tally: Tally, _ number: Int) throws {
    var random = SplitMix64(seed: run.seed &+ UInt64(number) << 16)
    let seed = random.next() >> 1
    let folder = try run.makeFolder("disk-\(number)")
    let disk = folder + "/disk"
    try Files.makeDirectories(disk)
    let room = 300 + random.below(2500)
    guard try mount(disk, kilobytes: room + ballastSize >> 10) else { return tally.fail("run \(number): no tmpfs") }
    defer { try? unmount(disk) }
    let ballast = disk + "/ballast"
    try Files.write([UInt8](repeating: 1, count: ballastSize), to: ballast)

    let journal = folder + "/journal"
    let arguments = [
      "--index", disk + "/index", "--seed", "\(seed)", "--run", "\(number)", "--journal", journal, "--scale", "20",
    ]
    let work = ["faulty", "--ballast", ballast, "--batches", "\(batches)"] + arguments
    let end = try Child.own(work, errors: folder + "/errors").wait(milliseconds: 120_000)
    let told = Journal.lines(journal)
    let what = "run \(number), \(room) KB"
    guard end == .exited(0), told.last == "end" else {
      return fail(run, tally, folder, "\(what): \(end as Any), \(told.last ?? "")")
    }
    guard let full = told.firstIndex(of: "freed") else { return fail(run, tally, folder, "\(what): never full") }
    tally.count("runs")
    tally.count("answers meanwhile", Journal.last("reads", in: told) ?? 0)
    tally.count("batches before", Journal.last("ack", in: told[..<full]) ?? 0)
    let others = told.filter { $0.hasPrefix("error") && !$0.hasPrefix("error: disk full") }
    guard others.isEmpty else { return fail(run, tally, folder, "\(what): \(others[0])") }
    guard !told[full...].contains("reopening") else {
      return fail(run, tally, folder, "\(what): the writer had to be opened again")
    }
    let after = told[full...].filter { $0.hasPrefix("ack") }.count
    guard after > 1 else { return fail(run, tally, folder, "\(what): nothing was written once there was room") }
    tally.count("batches after there was room", after)

    let acknowledged = Journal.last("ack", in: told) ?? 0
    let result = try Child.own(
      ["writer", "--check", "--batches", "0", "--acknowledged", "\(acknowledged)"] + arguments,
      errors: folder + "/errors"
    ).wait()
    guard result == .exited(0) else {
      return fail(run, tally, folder, "\(what), afterwards: \(result), \(Journal.lines(journal).last ?? "")")
    }
    try unmount(disk)
    Files.remove(folder)
  }

  private static func fail(_ run: Run, _ tally: Tally, _ folder: String, _ message: String) {
    let place = run.keep(folder, as: folder.split(separator: "/").last.map(String.init) ?? name)
    tally.fail("\(message); see \(place)")
  }

  private static func mount(_ path: String, kilobytes: Int) throws -> Bool {
    let options = ["-t", "tmpfs", "-o", "size=\(kilobytes)k,mode=0700", "tmpfs", path]
    return try Child("/bin/mount", options, errors: "/dev/null").wait() == .exited(0)
  }

  private static func unmount(_ path: String) throws {
    _ = try Child("/bin/umount", ["-l", path], errors: "/dev/null").wait()
  }
}
