import SearchAPI
import TestSupport
import Testing

/// `quod compact` and `quod backup`, and `--reorder` wherever it can be asked for.
@Suite struct CompactTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  /// Lines of a few words about three things in turns, some of them equal, so that scores are.
  private static let lines: [String] = {
    var random = SplitMix64(seed: 8)
    return (0..<300).map { number in
      (0..<1 + random.below(12)).map { _ in
        random.below(4) == 0 ? "w\(random.below(5))" : "t\(number % 3)w\(random.below(6))"
      }.joined(separator: " ")
    }
  }()

  private static let queries: [String] =
    ["w0", "t1w2", "t0w1 w1", "+t2w0 +t2w1", "\"t0w1 t0w2\"", "+t1w1 -t1w2", "w0 w1 w2 w3 w4", "nothing"].flatMap {
      query in ["COUNT", "TOP_10", "TOP_10_COUNT"].map { "\($0)\t\(query)\n" }
    }

  private func build(reordering: Bool) throws {
    let input = Self.lines.map { $0 + "\n" }.joined()
    let arguments = ["game-build", "--index", sandbox.index] + (reordering ? ["--reorder"] : [])
    let outcome = try sandbox.start("quod", arguments, input: .text(input)).wait()
    try #require(outcome.status == 0, "\(outcome)")
  }

  /// The payloads of all queries' answers.
  private func answers() throws -> [Substring] {
    let outcome = try sandbox.quod("game", "--index", sandbox.index, input: .text(Self.queries.joined()))
    #expect(outcome.status == 0, "\(outcome)")
    return outcome.text.split(separator: "\n").map { $0.prefix { $0 != "\t" } }
  }

  private func stats() throws -> String {
    try sandbox.quod("stats", "--index", sandbox.index).text
  }

  @Test func answersDoNotDependOnTheOrderOfDocuments() throws {
    try build(reordering: false)
    let expected = try answers()
    #expect(expected.count == Self.queries.count)
    #expect(try !stats().contains("ordinals"))
    try build(reordering: true)
    #expect(try answers() == expected)
    #expect(try stats().contains("stream ordinals"))
    try build(reordering: false)
    let outcome = try sandbox.quod("compact", "--reorder", "--index", sandbox.index)
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("reordered 1 segment in "), "\(outcome)")
    #expect(try answers() == expected)
    #expect(try stats().contains("stream ordinals"))
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
  }

  @Test func aDaemonAnswersFromTheNewSegment() throws {
    try sandbox.build((0..<100).map { "bird \($0 % 2 == 0 ? "heron lake" : "finch wood") n\($0)" })
    let daemon = try Daemon(in: sandbox)
    let request = SearchRequest(query: "bird OR heron")
    let before = try daemon.answer(to: request).hits
    let outcome = try sandbox.quod("compact", "--reorder", "--index", sandbox.index)
    #expect(outcome.status == 0, "\(outcome)")
    #expect(try daemon.count("heron") == 50)
    #expect(try daemon.answer(to: request).hits == before && !before.isEmpty)
  }

  /// Builds one index over another and again, until much of the file is free.
  private func buildWithHoles(_ count: Int) throws {
    for round in 0..<2 {
      try sandbox.build((0..<count).map { "heron " + WordSource.text(seed: UInt64(round << 20 + $0), words: 60) })
    }
  }

  private func size(of name: String) throws -> Int { try sandbox.directory.contents(of: name).count }

  @Test func freeSpaceIsGivenBackWhileADaemonAnswers() throws {
    try buildWithHoles(500)
    let before = try size(of: "index/data.mdb")
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == 500)
    let compact = try sandbox.start("quod", ["compact", "--index", sandbox.index])
    while compact.isRunning { #expect(try daemon.count("heron") == 500) }
    let outcome = try compact.wait()
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("1 segment; nothing to merge; "), "\(outcome)")
    #expect(outcome.lastLine.contains("B → "), "\(outcome)")
    #expect(try size(of: "index/data.mdb") < before * 3 / 4)
    #expect(try daemon.count("heron") == 500)
    // The daemon has let go of the old file, and sees what comes to the new one.
    try sandbox.build(["a heron"])
    #expect(try daemon.count("heron") == 1)
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
    #expect(try daemon.stop().status == 0)
  }

  @Test func aBackupOfAnIndexInUse() throws {
    try buildWithHoles(300)
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("heron") == 300)
    let backup = sandbox.directory.path(of: "backup")
    let build = try sandbox.start(
      "quod", ["build", "--index", sandbox.index, "-"],
      input: .text((0..<2000).map { "{\"text\":\"an egret n\($0)\"}\n" }.joined()))
    let outcome = try sandbox.quod("backup", "--index", sandbox.index, backup)
    #expect(outcome.status == 0 && outcome.lastLine.hasPrefix("copied "), "\(outcome)")
    #expect(try build.wait().status == 0)
    let check = try sandbox.quod("check", "--index", backup)
    #expect(
      check.status == 0 && check.lastLine.contains("300 documents") != check.lastLine.contains("2,000"), "\(check)")

    let again = try sandbox.quod("backup", "--index", sandbox.index, backup)
    #expect(again.status == 2 && again.errorText.contains("not empty"), "\(again)")
    let none = try sandbox.quod("backup", "--index", sandbox.directory.path(of: "none"), backup + "2")
    #expect(none.status == 2 && none.errorText.contains("quod build"), "\(none)")
    #expect(try daemon.stop().status == 0)
  }

  @Test func oneSegmentIsLeftAsItIs() throws {
    try sandbox.build(["a heron"])
    let before = try sandbox.directory.contents(of: "index/data.mdb")
    let outcome = try sandbox.quod("compact", "--index", sandbox.index)
    #expect(outcome.status == 0 && outcome.lastLine == "1 segment; nothing to merge", "\(outcome)")
    #expect(try sandbox.directory.contents(of: "index/data.mdb") == before)
  }

  @Test func whatIsNoIndexIsStatus2() throws {
    let outcome = try sandbox.quod("compact", "--index", sandbox.directory.path(of: "none"))
    #expect(outcome.status == 2 && outcome.errorText.hasPrefix("quod: "), "\(outcome)")
    #expect(try sandbox.quod("compact", "--memory", "1", "--index", sandbox.index).status == 2)
  }
}
