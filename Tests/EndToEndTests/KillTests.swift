import Foundation
import TestSupport
import Testing

/// Builds that are stopped at any moment leave the old index or the new one, never a mixture.
@Suite struct KillTests {
  /// All documents of a version hold its word, and each version has another number of them.
  private struct Version {
    let number: Int

    var word: String { "version\(number)" }
    var documentCount: Int { 400 + number }

    var lines: String {
      (0..<documentCount).map { document in
        let text = WordSource.commonText(seed: UInt64(number << 16 + document), words: 200)
        return #"{"id":"\#(document)","text":"heron \#(word) \#(text)"}"# + "\n"
      }.joined()
    }
  }

  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func startBuild(_ version: Version) throws -> Subprocess {
    try sandbox.start("quod", ["build", "--index", sandbox.index, "-"], input: .text(version.lines))
  }

  private func check(allowingNotes: Bool) throws {
    let check = try sandbox.quod("check", "--index", sandbox.index)
    #expect(check.status == 0 && check.lastLine.hasPrefix("sound; "), "\(check)")
    #expect(allowingNotes || !check.text.contains("note:"), "\(check)")
  }

  private func expectNoLeftovers() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: sandbox.index)
    // Builds were killed: that is for a check to put right.
    #expect(Set(files) == ["data.mdb", "lock.mdb", "writer.lock", "writing"])
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func theOldIndexOrTheNewOneAnswers(seed: UInt64) throws {
    let signal = seed == 3 ? SIGINT : SIGKILL
    var random = SplitMix64(seed: seed)
    var published = Version(number: 0)
    let start = Date()
    #expect(try startBuild(published).wait().status == 0)
    let duration = Date().timeIntervalSince(start)
    let daemon = try Daemon(in: sandbox)

    // What a killed build had committed may come to light when the next one begins.
    var killed: Version?
    for number in 1...12 {
      let next = Version(number: number)
      let build = try startBuild(next)
      let patience = duration * 1.1 * Double(random.below(1000)) / 1000
      usleep(UInt32(patience / 2 * 1e6))
      let meanwhile = try daemon.count("heron")
      let possible = [published, killed, next].compactMap { $0?.documentCount }
      #expect(possible.contains(meanwhile))
      usleep(UInt32(patience / 2 * 1e6))
      build.signal(signal)
      let outcome = try build.wait()
      #expect(outcome.end == .killed(signal: signal) || outcome.status == 0, "\(outcome)")

      let count = try daemon.count("heron")
      if let version = killed, count == version.documentCount { published = version }
      #expect(count == next.documentCount || outcome.status != 0 && count == published.documentCount, "build \(number)")
      let (live, dead) = count == next.documentCount ? (next, published) : (published, next)
      killed = dead.number == number ? next : nil
      #expect(try daemon.count(live.word) == count && daemon.count(dead.word) == 0, "build \(number)")
      published = live
      try check(allowingNotes: true)
      if number.isMultiple(of: 4) {
        published = Version(number: 100 + number)
        killed = nil
        #expect(try startBuild(published).wait().status == 0)
        #expect(try daemon.count(published.word) == published.documentCount)
        try check(allowingNotes: false)
        try expectNoLeftovers()
      }
    }
    #expect(try daemon.stop().status == 0)
  }

  @Test func aCommitWhoseWriterDiedBeforeItToldIsKept() throws {
    guard let killer = try CommitKiller.library(in: sandbox) else {
      print("skipped: there is no compiler for C")
      return
    }
    let (first, second) = (Version(number: 0), Version(number: 1))
    #expect(try startBuild(first).wait().status == 0)
    // As long as somebody reads, nobody looks at what is committed but the next writer.
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == first.documentCount)
    let build = try sandbox.start(
      "quod", ["build", "--index", sandbox.index, "-"], environment: ["LD_PRELOAD": killer], input: .text(second.lines))
    #expect(try build.wait().end == .killed(signal: SIGKILL))
    #expect(try daemon.count("heron") == first.documentCount)

    // A build that finds nothing, and replaces nothing, but opens the index for writing.
    #expect(try sandbox.quod("build", "--index", sandbox.index, "-", input: .text("")).status == 2)
    #expect(try daemon.count(second.word) == second.documentCount)
    try check(allowingNotes: false)
    #expect(try daemon.stop().status == 0)
  }

  @Test func aFirstBuildThatIsKilledLeavesNoIndexOrAWholeOne() throws {
    var random = SplitMix64(seed: 4)
    for number in 0..<6 {
      let version = Version(number: number)
      let build = try startBuild(version)
      usleep(UInt32(random.below(250_000)))
      build.signal(SIGKILL)
      _ = try build.wait()
      let check = try sandbox.quod("check", "--index", sandbox.index)
      #expect(check.status == 0 || check.status == 2, "\(check)")
      let whole = try startBuild(version).wait()
      #expect(whole.status == 0, "\(whole)")
      try self.check(allowingNotes: false)
      try FileManager.default.removeItem(atPath: sandbox.index)
    }
  }

  /// Killed as soon as it has written a run to its scratch directory, and some time later.
  @Test(arguments: [0, 300_000] as [UInt32])
  func scratchDataOfABuildThatWasKilledIsRemoved(microseconds: UInt32) throws {
    let version = Version(number: 1)
    #expect(try startBuild(version).wait().status == 0)
    let daemon = try Daemon(in: sandbox)
    let arguments = ["build", "--index", sandbox.index, "--memory", "16", "-"]
    let build = try sandbox.start("quod", arguments, input: .text(WordSource.linesOverSixteenMegabytes()))
    while build.isRunning, !FileManager.default.fileExists(atPath: sandbox.index + "/spill") { usleep(1000) }
    usleep(microseconds)
    build.signal(SIGKILL)
    #expect(try build.wait().end == .killed(signal: SIGKILL))
    #expect(FileManager.default.fileExists(atPath: sandbox.index + "/spill"))

    #expect(try daemon.count("heron") == version.documentCount)
    try check(allowingNotes: true)
    let next = Version(number: 2)
    #expect(try startBuild(next).wait().status == 0)
    #expect(try daemon.count("heron") == next.documentCount)
    try check(allowingNotes: false)
    try expectNoLeftovers()
  }
}
