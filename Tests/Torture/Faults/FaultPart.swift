import Platform
import TestSupport

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Lets one system call fail at its k-th use.
enum FaultPart: Part {
  static let name = "faults"
  static let summary =
    "one system call fails at its k-th use: a typed error, readers go on, everything acknowledged is there"

  private static let batches = 10
  /// What the library takes for a write that is cut short.
  private static let shortWrite: Int32 = 0
  private static let errors: [String: [Int32]] = [
    "write": [EIO, ENOSPC, EINTR, EDQUOT, shortWrite], "sync": [EIO, ENOSPC, EDQUOT],
    "open": [EMFILE, ENFILE, EIO, ENOMEM, EACCES],
    "truncate": [ENOSPC, EIO], "mmap": [ENOMEM, EAGAIN], "read": [EIO, EINTR], "name": [EIO, ENOSPC],
  ]

  static func run(_ run: Run, _ tally: Tally) throws {
    let runs = run.count(quick: 150, full: 1000)
    try Parallel.run(run.jobs) { job in
      for number in stride(from: job, to: runs, by: run.jobs) {
        do {
          try fail(run, tally, number)
        } catch {
          tally.fail("run \(number): \(error)")
        }
      }
    }
  }

  private static func fail(_ run: Run, _ tally: Tally, _ number: Int) throws {
    var random = SplitMix64(seed: run.seed &+ UInt64(number) << 16)
    let seed = random.next() >> 1
    let folder = try run.makeFolder("fault-\(number)")
    // One half begins with nothing, the other with an index.
    let journal = folder + "/journal"
    let start = random.below(2) * 6
    let arguments = [
      "--index", folder + "/index", "--seed", "\(seed)", "--run", "\(number)", "--journal", journal,
    ]
    if start > 0 {
      let end = try Child.own(["writer", "--batches", "\(start)"] + arguments, errors: folder + "/errors").wait()
      guard end == .exited(0) else { return tally.fail("the writer of run \(number): \(end)") }
    }
    let shim = Shim(run.shim, root: folder + "/index")
    let work = ["faulty", "--acknowledged", "\(start)", "--batches", "\(batches)"] + arguments

    // How often is each call made?
    if start > 0 { Files.copy(folder + "/index", to: folder + "/before") }
    let counts = folder + "/counts"
    _ = try Child.own(work, environment: shim.counting(to: counts), errors: folder + "/errors").wait()
    let lines = Journal.lines(counts)
    let kinds = errors.keys.sorted().filter { (Journal.last($0, in: lines) ?? 0) > 0 }
    guard !kinds.isEmpty else { return tally.fail("run \(number) makes no calls") }
    let kind = kinds[random.below(kinds.count)]
    let call = 1 + random.below(Journal.last(kind, in: lines) ?? 1)
    let numbers = errors[kind] ?? []
    let error = numbers[random.below(numbers.count)]
    // Mostly once, else for a while or for ever; an interrupted call that is always interrupted would be made for ever.
    let times = error == EINTR || error == shortWrite ? 1 + random.below(3) : [1, 1, 1, 5, 1_000_000][random.below(5)]

    Files.remove(folder + "/index")
    Files.remove(journal)
    if start > 0 { Files.copy(folder + "/before", to: folder + "/index") }
    let what = "run \(number) (\(kind) fails at \(call) with \(error), \(times) times)"
    let end = try Child.own(
      work, environment: shim.failing(kind, at: call, with: error, times: times), errors: folder + "/errors"
    ).wait(milliseconds: 60_000)
    let told = Journal.lines(journal)
    guard end == .exited(0) else { return fail(run, tally, folder, "\(what): \(end as Any), \(told.last ?? "")") }
    tally.count("runs")
    tally.count("runs of \(kind)")
    tally.count("errors told", told.filter { $0.hasPrefix("error") }.count)
    tally.count("runs without an error", told.contains { $0.hasPrefix("error") } ? 0 : 1)
    tally.count("reopened", told.filter { $0 == "reopening" }.count)
    tally.count("answers meanwhile", Journal.last("reads", in: told) ?? 0)

    let acknowledged = Journal.last("ack", in: told) ?? start
    let after = ["writer", "--check", "--batches", "2", "--acknowledged", "\(acknowledged)"] + arguments
    let result = try Child.own(after, errors: folder + "/errors").wait()
    guard result == .exited(0) else {
      return fail(run, tally, folder, "\(what), afterwards: \(result), \(Journal.lines(journal).last ?? "")")
    }
    Files.remove(folder)
  }

  private static func fail(_ run: Run, _ tally: Tally, _ folder: String, _ message: String) {
    let place = run.keep(folder, as: folder.split(separator: "/").last.map(String.init) ?? name)
    tally.fail("\(message); see \(place)")
  }
}
