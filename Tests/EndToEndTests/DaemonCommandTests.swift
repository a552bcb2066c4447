import Foundation
import TestSupport
import Testing

/// `quo daemon`, and where the programs look for things if nobody says.
@Suite struct DaemonCommandTests {
  private let sandbox: Sandbox
  private let home: String

  init() throws {
    sandbox = try Sandbox()
    home = sandbox.directory.path(of: "home")
  }

  /// What the programs see who know their user and nothing else.
  private var environment: [String: String?] { ["QUO_SOCK": nil, "HOME": home] }

  private func quo(_ arguments: String...) throws -> Outcome {
    try sandbox.start("quo", arguments, environment: environment).wait()
  }

  private static func process(in text: String) -> Int32? {
    text.firstMatch(of: /process (\d+)/).flatMap { Int32($0.1) }
  }

  @Test func aDaemonStartsAndStops() throws {
    defer { _ = try? quo("daemon", "stop") }
    let hint = try quo("count", "heron")
    #expect(hint.status == 3 && hint.errorText.hasSuffix("\n  quo daemon start\n"), "\(hint)")

    let built = try sandbox.start(
      "quod", ["build", "-"], environment: environment, input: .text(#"{"text":"a heron"}"#)
    ).wait()
    #expect(built.status == 0, "\(built)")
    let before = try quo("daemon", "status")
    #expect(before.status == 3 && before.output == [] && before.errorText.contains("no daemon is running"), "\(before)")

    let started = try quo("daemon", "start")
    let process = try #require(Self.process(in: started.text), "\(started)")
    #expect(started.status == 0 && started.text.contains("index (1 document)"), "\(started)")
    #expect(try quo("count", "heron").text == "1\n")
    let again = try quo("daemon", "start")
    #expect(again.status == 0 && again.text == "quod is already running, process \(process)\n", "\(again)")
    let status = try quo("daemon", "status")
    #expect(status.status == 0 && status.text.hasPrefix("quod ") && status.text.contains("process \(process),"))
    #expect(status.text.filter { $0 == "\n" }.count == 1)
    let other = try quo("daemon", "start", "--index", sandbox.index)
    #expect(other.status == 2 && other.errorText.contains("does not serve \(sandbox.index)"), "\(other)")

    let refused = try quo("daemon", "restart", "--index", sandbox.directory.path(of: "nowhere"))
    #expect(refused.status == 2 && refused.errorText.contains("nothing was stopped"), "\(refused)")
    let restarted = try quo("daemon", "restart")
    #expect(restarted.status == 0 && restarted.text.contains("index (1 document)"), "\(restarted)")
    #expect(Self.process(in: restarted.text) != process)
    let stopped = try quo("daemon", "stop")
    #expect(stopped.status == 0 && stopped.text.hasPrefix("quod stopped, process "), "\(stopped)")
    #expect(try quo("daemon", "stop").text == "no daemon is running\n")
    #expect(try quo("count", "heron").status == 3)
    #expect(try FileMode.get(of: home + "/.local/state/quo/quod.log") == 0o600)
    #expect(try FileMode.get(of: home + "/.local/share/quo/index") == 0o700)
  }

  @Test func theDaemonLeavesTheTerminalAndTheFolder() throws {
    defer { _ = try? quo("daemon", "stop") }
    try sandbox.build(["heron"])
    let script = #"cd "$3" && "$1" daemon start --index name=index --socket "$3/x y/sock""#
    let started = try sandbox.shell(script, sandbox.directory.path, environment: environment)
    let process = try #require(Self.process(in: started.text), "\(started)")
    defer { kill(process, SIGTERM) }
    #expect(getsid(process) == process)
    #if os(Linux)
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/cwd") == "/")
      for (number, target) in [(0, "/dev/null"), (1, "/quod.log"), (2, "/quod.log")] {
        let path = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(number)")
        #expect(path.hasSuffix(target), "\(path)")
      }
      let arguments = try String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8).split(separator: "\0")
      #expect(arguments.contains { $0.hasPrefix("name=/") && $0.hasSuffix("/index") }, "\(arguments)")
    #endif
    let socket = sandbox.directory.path(of: "x y/sock")
    #expect(try quo("count", "--socket", socket, "--index", "name", "heron").text == "1\n")
    #expect(try quo("daemon", "restart", "--socket", socket).text.contains("(1 document)"))
    #expect(try quo("count", "--socket", socket, "--index", "name", "heron").text == "1\n")
    #expect(try quo("daemon", "stop", "--socket", socket).status == 0)
  }

  @Test func aFirstDaemonHasAnEmptyIndex() throws {
    defer { _ = try? quo("daemon", "stop") }
    let started = try quo("daemon", "start")
    #expect(started.status == 0 && started.text.contains("\(home)/.local/share/quo/index (0 documents)"), "\(started)")
    try sandbox.directory.write("a heron", to: "heron.txt")
    let indexed = try quo("index", sandbox.directory.path(of: "heron.txt"))
    #expect(indexed.status == 0 && indexed.text.hasPrefix("Indexed 1 document   7 bytes   "), "\(indexed)")
    #expect(try quo("count", "heron").text == "1\n")
    #expect(try FileMode.get(of: home + "/.local/share/quo/index") == 0o700)
  }

  @Test func whatTheDaemonSaidLastIsTold() throws {
    try sandbox.directory.write("a heron", to: "articles/heron.txt")
    let outcome = try quo("daemon", "start", "--index", sandbox.directory.path(of: "articles"))
    #expect(outcome.status == 3 && outcome.output == [], "\(outcome)")
    #expect(outcome.errorText.contains("the daemon ended at once, with status 2"), "\(outcome)")
    #expect(outcome.errorText.contains("articles holds other files than an index"), "\(outcome)")
    #expect(outcome.errorText.contains("quod.log"), "\(outcome)")
  }

  @Test func theDaemonIsFoundBesideTheClientOrOnThePath() throws {
    try sandbox.build(["heron"])
    let bin = try sandbox.directory.makeDirectory("bin")
    let other = try sandbox.directory.makeDirectory("other")
    let script = #"""
      # Another process copies, for a file that somebody writes to cannot be run.
      cp "$1" "$3/quo" && ln -s "$2" "$4/quod" && PATH="$4:/usr/bin:/bin" "$3/quo" daemon start --index "$5" &&
        "$3/quo" daemon stop && PATH=/usr/bin:/bin "$3/quo" daemon start --index "$5"
      """#
    let outcome = try sandbox.shell(script, bin, other, sandbox.index, environment: environment)
    #expect(
      outcome.status == 2 && outcome.text.contains("quod started") && outcome.text.contains("quod stopped"),
      "\(outcome)")
    #expect(outcome.errorText.hasPrefix("quo: there is no quod beside quo or on your PATH\n"), "\(outcome)")
  }

  @Test func startsAtTheSameTimeMakeOneDaemon() throws {
    try sandbox.build(["heron"])
    defer { _ = try? quo("daemon", "stop") }
    let starts = try (0..<6).map { _ in
      try sandbox.start("quo", ["daemon", "start", "--index", sandbox.index], environment: environment)
    }
    let outcomes = try starts.map { try $0.wait() }
    #expect(outcomes.allSatisfy { $0.status == 0 }, "\(outcomes)")
    #expect(Set(outcomes.map { Self.process(in: $0.text) }).count == 1, "\(outcomes)")
  }

  @Test func withoutAHomeThereIsNoUsualPlace() throws {
    for arguments in [["build", "x"], ["serve"], ["check"], ["stats"]] {
      let outcome = try sandbox.start("quod", arguments, environment: ["HOME": nil]).wait()
      #expect(outcome.status == 2 && outcome.errorText.contains("--index"), "\(outcome)")
    }
    let outcome = try sandbox.start("quo", ["daemon", "start"], environment: ["HOME": nil]).wait()
    #expect(outcome.status == 2 && outcome.errorText.contains("--index"), "\(outcome)")
  }
}
