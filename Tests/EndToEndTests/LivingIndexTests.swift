import Foundation
import TestSupport
import Testing

/// `quo index` and its kin, with the programs: files go in, change, and go out, while a daemon answers.
@Suite struct LivingIndexTests {
  private let sandbox: Sandbox
  /// A copy of the samples.
  private let seeds: String

  init() throws {
    sandbox = try Sandbox()
    seeds = sandbox.directory.path(of: "seeds")
    try FileManager.default.copyItem(atPath: Repository.seeds, toPath: seeds)
  }

  private func quo(_ arguments: String...) throws -> Outcome {
    try sandbox.start("quo", arguments).wait()
  }

  /// Waits until a query finds so many documents.
  private func expectCount(_ query: String, _ count: Int, _ daemon: Daemon) throws {
    let deadline = Date(timeIntervalSinceNow: 10)
    while try daemon.count(query) != count, Date() < deadline { usleep(10_000) }
    #expect(try daemon.count(query) == count)
  }

  @Test func aFolderIsIndexedFollowedAndRemoved() throws {
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("the") == 0)
    let first = try quo("index", seeds)
    #expect(first.status == 0, "\(first)")
    #expect(first.text.contains(#/^Indexed 53 documents   [0-9.]+ kB   [0-9.]+ (ms|s)\n$/#), "\(first)")
    #expect(first.errors == [])
    let counted = try quo("count", "\"had had\"")
    #expect(counted.text == "13\n", "\(counted)")
    let again = try quo("index", seeds)
    #expect(again.status == 0 && again.text.hasPrefix("Nothing has changed (41 files)   "), "\(again)")

    // As editors save: another file takes the place of the old one.
    let file = seeds + "/articles/new.txt"
    try Data("a heronry by the weir".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    try expectCount("heronry", 1, daemon)
    try Data("an egretry by the weir".utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
    try expectCount("egretry", 1, daemon)
    #expect(try daemon.count("heronry") == 0)
    try FileManager.default.removeItem(atPath: file)
    try expectCount("egretry", 0, daemon)

    let roots = try quo("roots")
    #expect(roots.status == 0 && roots.text == "watched  41 files  \(seeds)\n", "\(roots)")
    let removed = try quo("remove", seeds + "/articles/wire")
    #expect(removed.status == 0 && removed.text.hasPrefix("Removed "), "\(removed)")
    #expect(try quo("roots").text.contains("  without \(seeds)/articles/wire\n"))
    let all = try quo("remove", seeds)
    #expect(all.status == 0, "\(all)")
    #expect(try daemon.count("the") == 0)
    let none = try quo("roots")
    #expect(none.status == 0 && none.output == [] && none.errorText.contains("quo index FOLDER"), "\(none)")
    #expect(try quo("remove", seeds).status == 1)
  }

  @Test func whatIsAcknowledgedSurvivesTheDaemon() throws {
    do {
      let daemon = try Daemon(in: sandbox)
      #expect(try quo("index", "--no-watch", seeds).status == 0)
      daemon.process.signal(SIGKILL)
      _ = try daemon.process.wait()
    }
    let daemon = try Daemon(in: sandbox)
    #expect(try daemon.count("\"had had\"") == 13)
    let again = try quo("index", seeds)
    #expect(again.text.hasPrefix("Nothing has changed (41 files)"), "\(again)")
    #expect(try quo("roots").text.contains(seeds))
  }

  @Test func whatIsSkippedIsToldAndCounted() throws {
    let folder = sandbox.directory.path(of: "folder")
    try sandbox.directory.write(Array("a heron".utf8), to: "folder/one.txt")
    // Left out by rule, of which nothing is said.
    try sandbox.directory.write([0, 1], to: "folder/picture.png")
    for name in ["two", "three"] { try sandbox.directory.write([0, 1], to: "folder/\(name).txt") }
    let daemon = try Daemon(in: sandbox)
    let outcome = try quo("index", "--verbose", folder)
    #expect(outcome.status == 4, "\(outcome)")
    #expect(outcome.text.hasPrefix("Indexed 1 document (2 skipped: quo status --skipped)   "), "\(outcome)")
    let lines = outcome.errorText.split(separator: "\n").sorted()
    #expect(lines == ["skipped \(folder)/three.txt: binary", "skipped \(folder)/two.txt: binary"], "\(outcome)")
    let status = try quo("status", "--skipped").text
    #expect(
      status.contains("  skipped: 2\n    \(folder)/three.txt: binary\n    \(folder)/two.txt: binary\n"), "\(status)")
    // By their names they are found, and what they hold is skipped all the same.
    let named = try quo("index", "--names", folder)
    #expect(named.status == 4 && named.text.hasPrefix("Indexed 4 documents (1 changed, 2 skipped"), "\(named)")
    #expect(try daemon.count("three") == 1)
  }

  @Test func jsonIsWhatTheDaemonSays() throws {
    let daemon = try Daemon(in: sandbox)
    let outcome = try quo("index", "--format", "json", seeds)
    #expect(outcome.text.hasPrefix(#"{"epoch":"#) && outcome.text.contains(#""added":53,"#), "\(outcome)")
    let missing = try quo("index", "--format", "json", sandbox.directory.path(of: "nowhere"))
    #expect(missing.status == 2 && missing.text.hasPrefix(#"{"error":{"code":-32602,"#), "\(missing)")
    #expect(try daemon.count("\"had had\"") == 13)
  }

  @Test func pathsAreTakenFromTheCurrentFolder() throws {
    let daemon = try Daemon(in: sandbox)
    let script = #"cd "$3/articles" && "$1" index ./wire/../wire/ news// && "$1" roots"#
    let outcome = try sandbox.shell(script, seeds)
    #expect(outcome.status == 0, "\(outcome)")
    let roots = outcome.text.split(separator: "\n").dropFirst().compactMap { $0.split(separator: " ").last }
    #expect(roots.map(String.init).sorted() == [seeds + "/articles/news", seeds + "/articles/wire"], "\(outcome)")
    #expect(try daemon.count("\"storm warning\"") == 1)
  }

  @Test func aMissingFolderKeepsItsDocumentsAndIsToldOf() throws {
    let daemon = try Daemon(in: sandbox)
    #expect(try quo("index", seeds).status == 0)
    try FileManager.default.moveItem(atPath: seeds, toPath: seeds + "-away")
    let deadline = Date(timeIntervalSinceNow: 10)
    while try !quo("roots").text.hasPrefix("missing"), Date() < deadline { usleep(20_000) }
    let roots = try quo("roots")
    #expect(roots.text.hasPrefix("missing  41 files  \(seeds)\n  it is not there"), "\(roots)")
    #expect(try quo("status").text.contains("missing  41 files  \(seeds)\n"))
    #expect(try daemon.count("\"had had\"") == 13)
    if Sandbox.hasTerminals {
      #expect(try sandbox.onTerminal("\"$QUO\" roots").contains("\u{1B}[33mmissing\u{1B}[0m"))
    }
  }

  @Test func upkeepAnswers() throws {
    let daemon = try Daemon(in: sandbox)
    #expect(try quo("index", seeds).status == 0)
    let check = try quo("check")
    #expect(check.status == 0 && check.lastLine.hasPrefix("sound; looked at 53 documents, "), "\(check)")
    let refresh = try quo("refresh")
    #expect(refresh.status == 0 && refresh.text.hasPrefix("Nothing has changed (41 files)"), "\(refresh)")
    let status = try quo("status").text
    #expect(status.contains(#/\n  53 documents, .* segments?, .* kB \(.* in use, .* free\)\n/#), "\(status)")
    #expect(try daemon.count("\"had had\"") == 13)
  }

  @Test func aDamagedIndexIsFoundOutWithoutHarm() throws {
    try sandbox.build(["zygote"])
    let path = sandbox.index + "/data.mdb"
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    while let range = bytes.range(of: Data("zygote".utf8)) { bytes[range.lowerBound] ^= 1 }
    try bytes.write(to: URL(fileURLWithPath: path))
    let daemon = try Daemon(in: sandbox)
    let check = try quo("check")
    #expect(check.status == 1 && check.lastLine.hasPrefix("damaged; "), "\(check)")
    let json = try quo("check", "--format", "json")
    #expect(json.status == 1 && json.text.hasPrefix(#"{"sound":false,"findings":["#), "\(json)")
    #expect(daemon.process.isRunning)
  }

  /// Changes the bytes of an index behind the back of everybody.
  private func damage(_ change: (inout Data) -> Void) throws {
    let path = URL(fileURLWithPath: sandbox.index + "/data.mdb")
    var bytes = try Data(contentsOf: path)
    change(&bytes)
    try bytes.write(to: path, options: [])
  }

  @Test(arguments: ["a byte of a term", "all pages"])
  func aDamagedIndexIsMadeAnewFromItsFolders(what: String) throws {
    let folder = sandbox.directory.path(of: "folder")
    try sandbox.directory.write(Array("a zygote".utf8), to: "folder/one.txt")
    do {
      let daemon = try Daemon(in: sandbox)
      #expect(try quo("index", folder).status == 0)
      daemon.process.signal(SIGKILL)
      _ = try daemon.process.wait()
    }
    try damage { bytes in
      if what == "all pages" {
        for offset in bytes.indices.dropFirst(8_192) { bytes[offset] = 0xA5 }
      }
      while let range = bytes.range(of: Data("zygote".utf8)) { bytes[range.lowerBound] ^= 1 }
    }
    let daemon = try Daemon(in: sandbox)
    let deadline = Date(timeIntervalSinceNow: 20)
    while try !quo("status").text.contains("last error: the index was damaged"), Date() < deadline { usleep(50_000) }
    #expect(try quo("status").text.contains("what was there is in \(sandbox.index)/damaged-"))
    try expectCount("zygote", 1, daemon)
    #expect(try quo("check").status == 0)
    #expect(try daemon.stop().status == 0)
    #expect(try FileManager.default.contentsOfDirectory(atPath: sandbox.index).contains { $0.hasPrefix("damaged-") })
  }

  @Test func anInterruptionLeavesWhatIsDone() throws {
    let folder = sandbox.directory.path(of: "many")
    var random = SplitMix64(seed: 7)
    let words = (0..<500).map { "word\($0)" }
    for number in 0..<3_000 {
      let text = "heron " + (0..<300).map { _ in words[random.below(words.count)] }.joined(separator: " ")
      try sandbox.directory.write(Array(text.utf8), to: "many/\(number).txt")
    }
    let daemon = try Daemon(in: sandbox)
    let program = try sandbox.start("quo", ["index", "--no-watch", folder])
    usleep(300_000)
    program.signal(SIGINT)
    let outcome = try program.wait()
    guard outcome.status != 0 else { return }
    #expect(outcome.end == .killed(signal: SIGINT), "\(outcome)")
    #expect(
      outcome.errorText == "quo: interrupted; what was indexed until now stays\nThe same command goes on from there.\n")
    let rest = try quo("index", "--no-watch", folder)
    #expect(rest.status == 0, "\(rest)")
    #expect(try daemon.count("heron") == 3_000)
  }

  @Test func aTerminalShowsHowFarItIs() throws {
    for number in 0..<400 {
      try sandbox.directory.write(Array("heron \(number) by the weir".utf8), to: "many/\(number).txt")
    }
    let daemon = try Daemon(in: sandbox)
    let terminal = try PseudoTerminal(columns: 80)
    let program = try sandbox.start(
      "/bin/sh",
      [
        "-c", #"exec "$0" index "$1" 2>"$2""#, try Programs.path(of: "quo"), sandbox.directory.path(of: "many"),
        terminal.path,
      ])
    let output = try terminal.output(of: program)
    let outcome = try program.wait()
    #expect(outcome.status == 0 && outcome.text.hasPrefix("Indexed 400 documents   "), "\(outcome)")
    #expect(output.hasSuffix("\r\u{1B}[K"), "\(output)")
    #expect(output.contains(" files"), "\(output)")
    #expect(try daemon.count("weir") == 400)
  }

  @Test func withoutADaemonNothingIsDone() throws {
    for arguments in [["index", seeds], ["remove", seeds], ["roots"], ["refresh"], ["compact"], ["check"]] {
      let outcome = try sandbox.start("quo", arguments).wait()
      #expect(outcome.status == 3 && outcome.errorText.contains("quo daemon start"), "\(outcome)")
    }
    let root = try sandbox.start("quo", ["index", "/tmp/../"]).wait()
    #expect(root.status == 2 && root.errorText.contains("the whole file system"), "\(root)")
    for arguments in [["index"], ["remove"], ["backup"]] {
      #expect(try sandbox.start("quo", arguments).wait().status == 2)
    }
  }
}
