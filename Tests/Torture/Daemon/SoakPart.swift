import Platform
import SearchAPI

/// A daemon that is written to, read and followed for minutes: nothing is lost, and nothing grows.
enum SoakPart: Part {
  static let name = "soak"
  static let summary = "writers, readers and a folder full of changes, then all is compared with an index built anew"

  private static let writers = 2
  private static let readers = 8
  private static let perWriter = 1000
  /// How many times as long as those of other parts texts are: the index has some megabytes.
  private static let scale = 8
  /// By when the daemon has been told of the last changes in the folder, and of those that ignore files make, in milliseconds.
  private static let settlingTime = 6000
  /// What memory may grow by while the last half goes on, in bytes.
  private static let greatestGrowth = 1e6
  /// The file over what it holds, while all goes on and after a quiet minute.
  private static let (greatestRatio, greatestRatioAtRest) = (2.5, 1.25)

  static func run(_ run: Run, _ tally: Tally) throws {
    let folder = try run.makeFolder("soak-\(run.seed)")
    let index = LivingIndex(
      folder: folder, written: WrittenDocuments(seed: run.seed, scale: scale, writers: writers, perWriter: perWriter))
    let daemon = try Daemon(run, in: folder)
    do {
      defer { try? daemon.kill() }
      _ = try daemon.waitForAnswer()
      let churn = try fill(run, index, daemon)
      let idle = try measureIdle(run, index, daemon, tally)
      try soak(run, index, daemon, churn, tally, idle)
    } catch {
      tally.fail("\(error)")
    }
    guard tally.failureCount == 0 else {
      return tally.note("see " + run.keep(folder, as: "soak-\(run.seed)"))
    }
    Files.remove(folder)
  }

  /// - Returns: what has made the first files, and is to change them.
  private static func fill(_ run: Run, _ index: LivingIndex, _ daemon: Daemon) throws -> FolderChurn {
    var churn = FolderChurn(root: index.tree, seed: run.seed, scale: scale)
    try churn.fill()
    var client = try daemon.connect()
    _ = try client.answer(to: UpdateRequest(paths: [DocumentPath(index.tree)]), timeoutMilliseconds: 600_000)
    for number in 0..<writers {
      var writer = DocumentWriter(number, index.written, try daemon.connect(), seed: run.seed)
      try writer.fill()
    }
    return churn
  }

  /// The same readers when nothing else goes on.
  private static func measureIdle(
    _ run: Run, _ index: LivingIndex, _ daemon: Daemon, _ tally: Tally
  ) throws -> Latencies {
    SystemClock.sleep(milliseconds: 3000)
    let latencies = Latencies()
    let workers = Workers(tally)
    try startReaders(run, index, daemon, tally, latencies, workers)
    SystemClock.sleep(milliseconds: run.count(quick: 3000, full: 20_000))
    workers.stop()
    return latencies
  }

  private static func startReaders(
    _ run: Run, _ index: LivingIndex, _ daemon: Daemon, _ tally: Tally, _ latencies: Latencies, _ workers: Workers
  ) throws {
    for number in 0..<readers {
      try workers.start("reader \(number)") { isStopping in
        var reader = Reader(
          index.written, tally, latencies, try daemon.connect(), seed: run.seed &+ UInt64(1000 + number))
        while !isStopping() {
          try reader.step()
          SystemClock.sleep(milliseconds: 5)
        }
      }
    }
  }

  private static func soak(
    _ run: Run, _ index: LivingIndex, _ daemon: Daemon, _ churn: FolderChurn, _ tally: Tally, _ idle: Latencies
  ) throws {
    let latencies = Latencies()
    let monitor = SoakMonitor(journal: index.folder + "/samples")
    let workers = Workers(tally)
    try startReaders(run, index, daemon, tally, latencies, workers)
    for number in 0..<writers {
      try workers.start("writer \(number)") { isStopping in
        var writer = DocumentWriter(number, index.written, try daemon.connect(), seed: run.seed &+ 1)
        while !isStopping() {
          try writer.step()
          tally.count("changes acknowledged")
          SystemClock.sleep(milliseconds: 40)
        }
      }
    }
    try workers.start("churn") { isStopping in
      var churn = churn
      while !isStopping() {
        try churn.step()
        tally.count("changes of files")
        SystemClock.sleep(milliseconds: 10)
      }
    }
    // By then all of them have connected.
    SystemClock.sleep(milliseconds: 1000)
    try workers.start("monitor") { isStopping in try monitor.watch(daemon, isStopping) }
    let end = SystemClock.monotonic() + UInt64(run.minutes * 60e9)
    while SystemClock.monotonic() < end, tally.failureCount == 0 { SystemClock.sleep(milliseconds: 100) }
    workers.stop()

    SystemClock.sleep(milliseconds: settlingTime)
    let found = try index.settle(run, daemon)
    let untold = found.added + found.replaced + found.removed
    if untold > 0 { tally.fail("\(untold) documents were found by a look at all files, and not by following") }
    compare(latencies, idle, tally)
    judge(run, monitor.taken, tally)
    try rest(run, index, daemon, tally)
    try daemon.shutDown()
    try index.check(run)
  }

  private static func compare(_ latencies: Latencies, _ idle: Latencies, _ tally: Tally) {
    for (name, thousandths) in [("p50", 500), ("p99", 990)] {
      let (busy, quiet) = (latencies.quantile(thousandths), idle.quantile(thousandths))
      tally.note(
        "\(name) of \(latencies.count) searches: \(busy) µs, \(hundredths(Double(busy) / Double(max(quiet, 1)))) times"
          + " that of \(idle.count) while nothing else went on, \(quiet) µs")
    }
  }

  private static func judge(_ run: Run, _ samples: SoakMonitor.Samples, _ tally: Tally) {
    let half = samples.anonymousBytes.dropFirst(samples.anonymousBytes.count / 2)
    let growth = Trend.rise(of: half)
    tally.note(
      "memory: \((samples.anonymousBytes.first ?? 0) >> 10) KB at the beginning, \((half.first ?? 0) >> 10) half way,"
        + " \((half.last ?? 0) >> 10) in the end, \((samples.anonymousBytes.max() ?? 0) >> 10) at most; growth in the last"
        + " half \(Int(growth / 1024)) KB")
    let quarter = max(1, samples.descriptors.count / 4)
    let descriptors = (samples.descriptors.prefix(quarter).min() ?? 0, samples.descriptors.suffix(quarter).min() ?? 0)
    tally.note(
      "descriptors: \(descriptors.0) in the first quarter, \(descriptors.1) in the last,"
        + " \(samples.descriptors.max() ?? 0) at most")
    let ratio = samples.ratios.max() ?? 0
    tally.note(
      "file: \(hundredths(ratio)) times what it holds at most, \(hundredths(samples.ratios.last ?? 0)) in the end,"
        + " \(samples.greatestFile >> 10) KB at most; documents: \(samples.documents.first ?? 0) to"
        + " \(samples.documents.last ?? 0)")
    let judged = run.isQuick ? samples.ratios.last ?? 0 : ratio
    if judged > greatestRatio { tally.fail("the file was \(hundredths(judged)) times as large as what it holds") }
    // A quick run is over before the daemon has all that it keeps.
    guard !run.isQuick else { return }
    if growth > greatestGrowth { tally.fail("memory grew by \(Int(growth)) bytes in the last half") }
    if descriptors.0 != descriptors.1 { tally.fail("descriptors went from \(descriptors.0) to \(descriptors.1)") }
  }

  /// Leaves the daemon alone for a minute, in a full run.
  private static func rest(_ run: Run, _ index: LivingIndex, _ daemon: Daemon, _ tally: Tally) throws {
    guard !run.isQuick else { return }
    SystemClock.sleep(milliseconds: 60_000)
    let monitor = SoakMonitor(journal: index.folder + "/samples")
    var client = try daemon.connect()
    try monitor.take(daemon, &client)
    let ratio = monitor.taken.ratios.last ?? 0
    tally.note(
      "after a quiet minute: file \(hundredths(ratio)) times what it holds, memory"
        + " \((monitor.taken.anonymousBytes.last ?? 0) >> 10) KB")
    if ratio > greatestRatioAtRest {
      tally.fail("after a quiet minute the file was \(hundredths(ratio)) times as large as what it holds")
    }
  }

  private static func hundredths(_ value: Double) -> String {
    let number = Int((value * 100).rounded())
    return "\(number / 100).\(String(100 + number % 100).dropFirst())"
  }
}
