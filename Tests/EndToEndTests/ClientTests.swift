import Foundation
import JSON
import TestSupport
import Testing

/// The manners of `quo`: what it prints where, and how it ends.
@Suite struct ClientTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func serveSeeds() throws -> Daemon {
    try sandbox.buildSeeds()
    return try Daemon(in: sandbox)
  }

  @Test func theExitStatusSaysWhetherSomethingWasFound() throws {
    let daemon = try serveSeeds()
    for command in ["search", "count"] {
      #expect(try sandbox.quo(command, "tortoise").status == 0)
      #expect(try sandbox.quo(command, "zeppelin").status == 1)
      let refused = try sandbox.quo(command, "-tortoise")
      #expect(refused.status == 2 && refused.output == [] && refused.errorText.hasPrefix("quo: "), "\(refused)")
    }
    #expect(try sandbox.quo("status").status == 0)
    #expect(daemon.process.isRunning)
  }

  @Test func withoutADaemonItSaysHowToStartOne() throws {
    for arguments in [["search", "tortoise"], ["count", "tortoise"], ["status"]] {
      let outcome = try sandbox.start("quo", arguments).wait()
      #expect(outcome.status == 3 && outcome.output == [], "\(outcome)")
      #expect(outcome.errorText.contains(sandbox.socket), "\(outcome)")
      #expect(outcome.errorText.contains("\n  quo daemon start\n"), "\(outcome)")
    }
    let socket = sandbox.directory.path(of: "it's here")
    let outcome = try sandbox.quo("count", "--socket", socket, "tortoise")
    #expect(outcome.status == 3)
    #expect(
      outcome.errorText.contains(#"quo daemon start --socket '\#(sandbox.directory.path)/it'\''s here'"#))
  }

  @Test func theNumberStandsAlone() throws {
    let daemon = try serveSeeds()
    let outcome = try sandbox.quo("count", "tortoise")
    #expect(outcome.text == "4\n" && outcome.errors == [])
    let none = try sandbox.quo("count", "zeppelin")
    #expect(none.text == "0\n" && none.errors == [])
    // Several arguments are one query, and a warning is no part of the answer.
    #expect(try sandbox.quo("count", "tortoise", "choir").text == "1\n")
    #expect(try sandbox.quo("count", "--any", "tortoise", "choir").text != "1\n")
    let warned = try sandbox.quo("count", #""brass nail"#)
    #expect(warned.text == "1\n" && warned.status == 0)
    #expect(warned.errorText.hasPrefix("quo: warning: "))
    let strict = try sandbox.quo("count", "--strict", #""brass nail"#)
    #expect(strict.status == 2 && strict.output == [])
    #expect(daemon.process.isRunning)
  }

  @Test func aHitIsABlockOfLines() throws {
    let daemon = try serveSeeds()
    let search = #"cd / && exec "$1" search '"storm warning"'"#
    let lines = try sandbox.shell(search).text.components(separatedBy: "\n")
    try #require(lines.count >= 6, "\(lines)")
    #expect(lines[0].hasPrefix("Storm warning for Sunday"))
    #expect(lines[1].hasPrefix("  \(Repository.seeds)/articles/wire/briefs-2016.jsonl#mna-1120-storm  2016-11-19"))
    #expect(lines[2].hasPrefix("  ") && lines[2].contains("storm warning is in force"))
    #expect(lines.suffix(3).first == "" && lines.suffix(2).first?.hasPrefix("1 document (") == true && lines.last == "")

    #expect(try !sandbox.quo("search", "--snippets", "0", #""storm warning""#).text.contains("in force"))
    let first = try sandbox.quo("search", "-n", "1", "tortoise").text
    let second = try sandbox.quo("search", "-n", "1", "--offset", "1", "tortoise").text
    #expect(first != second && first.contains("\n1 of 4 documents (") && second.contains("\n2 to 2 of 4 documents ("))
    #expect(daemon.process.isRunning)
  }

  @Test func jsonIsTheResultOnOneLine() throws {
    let daemon = try serveSeeds()
    for (arguments, member) in [
      (["search", "tortoise"], "hits"), (["count", "tortoise"], "count"), (["status"], "indexes"),
      (["count", #""brass nail"#], "warnings"),
    ] {
      let outcome = try sandbox.start("quo", arguments + ["--format", "json"]).wait()
      #expect(outcome.status == 0 && outcome.errors == [], "\(outcome)")
      #expect(outcome.output.filter { $0 == 0x0A }.count == 1 && outcome.output.last == 0x0A)
      #expect(try JSONValue(parsing: outcome.text)[member] != nil)
    }
    #expect(try sandbox.quo("count", "--format", "json", "zeppelin").status == 1)
    #expect(daemon.process.isRunning)
  }

  /// What strangers wrote must not reach the terminal as it stands.
  @Test func controlCharactersAndBytesThatAreNoTextAreShownAsEscapes() throws {
    let name = Array("odd\u{1B}[2J caf".utf8) + [0xE9] + Array("\u{202E}.txt".utf8)
    try sandbox.directory.write(
      Array("A \u{1B}[31mred\u{1B}[0m title\n\nheron \u{202E}drawkcab\u{202C} \u{9B}1m\u{7}\n".utf8),
      to: Array("texts/".utf8) + name)
    #expect(try sandbox.quod("build", "--index", sandbox.index, sandbox.directory.path(of: "texts")).status == 0)
    let daemon = try Daemon(in: sandbox)

    let outcome = try sandbox.quo("search", "heron")
    #expect(outcome.status == 0)
    #expect(outcome.text.contains(#"A \u{1B}[31mred\u{1B}[0m title"#), "\(outcome)")
    #expect(outcome.text.contains(#"/odd\u{1B}[2J caf\xE9\u{202E}.txt"#), "\(outcome)")
    #expect(outcome.text.contains(#"\u{202E}drawkcab\u{202C} \u{9B}1m\u{7}"#), "\(outcome)")
    let controls = outcome.text.unicodeScalars.filter {
      $0.properties.generalCategory == .control && $0 != "\n" || (0x202A...0x202E).contains($0.value)
    }
    #expect(controls.isEmpty)

    // Programs get the very bytes.
    let json = try JSONValue(parsing: sandbox.quo("search", "--format", "json", "heron").text)
    guard case .array(let hits) = json["hits"], case .string(let path) = hits.first?["path"]?["bytes"] else {
      Issue.record("the path is not given in bytes: \(json)")
      return
    }
    let bytes = try Array(#require(Data(base64Encoded: path)))
    #expect(bytes == sandbox.directory.path(of: Array("texts/".utf8) + name))

    // Nor what the user himself pasted into a query that is wrong.
    for query in ["heron \u{1B}[31m^2 (", "title:\u{202E} (", "* \u{7}"] {
      let outcome = try sandbox.quo("count", "--strict", query)
      #expect(outcome.status == 2 && !outcome.errorText.contains("\u{1B}") && !outcome.errorText.contains("\u{202E}"))
      #expect(!outcome.errorText.contains("\u{7}"))
    }
    #expect(daemon.process.isRunning)
  }

  @Test func caretsStandUnderWideCharactersAndMarks() throws {
    let daemon = try serveSeeds()
    for (query, columns) in [("tortoise *", 9), ("停火 *", 5), ("🐢🐢 *", 5), ("e\u{301}e\u{301} *", 3), ("\u{1B} *", 7)] {
      let outcome = try sandbox.quo("count", query)
      let lines = outcome.errorText.components(separatedBy: "\n")
      #expect(outcome.status == 2)
      #expect(lines.count > 2 && lines[2] == "  " + String(repeating: " ", count: columns) + "^", "\(outcome)")
    }
    let long = try sandbox.quo("count", String(repeating: "tortoise ", count: 60) + "*")
    let lines = long.errorText.components(separatedBy: "\n")
    #expect(lines.count > 2 && lines[1].hasPrefix("  …") && lines[1].hasSuffix("*") && lines[1].count == lines[2].count)
    #expect(daemon.process.isRunning)
  }

  @Test func colorsAreForTerminals() throws {
    let daemon = try serveSeeds()
    let escape = "\u{1B}["
    #expect(try !sandbox.quo("search", "tortoise").text.contains(escape))
    #expect(try sandbox.quo("search", "--color", "always", "tortoise").text.contains(escape))
    #expect(
      try sandbox.quo("search", "--color", "always", "tortoise", environment: ["NO_COLOR": "1"]).text.contains(escape))
    #expect(try !sandbox.quo("search", "--color", "never", "tortoise").text.contains(escape))
    #expect(daemon.process.isRunning)
  }

  @Test(.enabled(if: Sandbox.hasTerminals, "it needs script(1)"))
  func onATerminalThereAreColorsUnlessSomethingForbidsThem() throws {
    let daemon = try serveSeeds()
    let escape = "\u{1B}["
    func onTerminal(_ options: String, environment: [String: String?] = [:]) throws -> String {
      try sandbox.onTerminal("\"$QUO\" search \(options) tortoise", environment: environment)
    }
    let colored = try onTerminal("")
    #expect(colored.contains("4 documents") && colored.contains(escape))
    #expect(try !onTerminal("", environment: ["NO_COLOR": "1"]).contains(escape))
    #expect(try onTerminal("", environment: ["NO_COLOR": ""]).contains(escape))
    #expect(try !onTerminal("--color never").contains(escape))
    #expect(daemon.process.isRunning)
  }

  @Test func anArgumentThatIsNotUTF8IsRefused() throws {
    let name = Array("caf".utf8) + [0xE9]
    for (program, arguments) in [("quo", ["count"]), ("quod", ["build", "--index"])] {
      let outcome = try Subprocess(
        Programs.path(of: program), arguments.map { Array($0.utf8) } + [name], environment: sandbox.environment
      ).wait()
      #expect(outcome.status == 2 && outcome.output == [], "\(outcome)")
      #expect(outcome.errorText == "\(program): argument \(arguments.count + 1) is not UTF-8\n")
    }
  }

  @Test func aReaderThatGoesAwayIsNoError() throws {
    let daemon = try serveSeeds()
    let first = try sandbox.shell(#"{ "$1" search -n 50 the; echo $? >&2; } | head -c 1"#)
    #expect(first.output.count == 1 && first.errorText == "0\n", "\(first)")
    // Nobody reads at all by the time it writes.
    let none = try sandbox.shell(#"{ sleep 0.3; "$1" search the; echo $? >&2; } | true"#)
    #expect(none.errorText == "0\n", "\(none)")
    #expect(daemon.process.isRunning)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "it needs /dev/full"))
  func anAnswerThatCannotBeWrittenIsAnError() throws {
    let daemon = try serveSeeds()
    for arguments in [["count", "tortoise"], ["search", "tortoise"], ["status"], ["--version"], ["--help"]] {
      let outcome = try sandbox.start("quo", arguments, output: "/dev/full").wait()
      #expect(outcome.status == 2 && outcome.errorText.contains("No space left on device"), "\(arguments): \(outcome)")
    }
    let stats = try sandbox.quod("stats", "--index", sandbox.index, output: "/dev/full")
    #expect(stats.status == 2 && stats.errorText.contains("No space left on device"), "\(stats)")
    #expect(daemon.process.isRunning)
  }

  @Test func bothProgramsTellTheirVersionAndHelp() throws {
    for program in ["quo", "quod"] {
      let version = try sandbox.start(program, ["--version"]).wait()
      #expect(version.status == 0 && version.errors == [], "\(version)")
      #expect(version.text.wholeMatch(of: /quod? \d+\.\d+\.\d+\n/) != nil && version.text.hasPrefix(program + " "))
      for arguments in [["--help"], ["-h"], ["help"]] {
        let help = try sandbox.start(program, arguments).wait()
        #expect(help.status == 0 && help.errors == [] && help.text.contains("USAGE: \(program) "), "\(help)")
      }
      let bare = try sandbox.start(program, []).wait()
      #expect(bare.status == 2 && bare.output == [] && bare.errorText.contains("USAGE: \(program) "), "\(bare)")
    }
    for command in ["build", "serve", "check", "stats", "game-build", "game"] {
      let help = try sandbox.quod(command, "--help")
      #expect(help.status == 0 && help.text.contains("USAGE: quod \(command) "), "\(help)")
    }
    for command in ["search", "kwic", "count", "show", "reprints", "status", "daemon"] {
      let help = try sandbox.quo(command, "--help")
      #expect(help.status == 0 && help.text.contains("USAGE: quo \(command) "), "\(help)")
    }
  }

  @Test(
    arguments: [
      ["quo", "find"], ["quo", "search"], ["quo", "count"], ["quo", "status", "surplus"],
      ["quo", "count", "--bogus", "a"],
      ["quo", "search", "-n", "0", "a"], ["quo", "search", "-n", "-1", "a"], ["quo", "search", "-n", "1.5", "a"],
      ["quo", "search", "-n", "1000000000", "a"], ["quo", "search", "--offset", "1000000000000", "a"],
      ["quo", "search", "--offset", "9223372036854775807", "a"], ["quo", "count", "--timeout", "0", "a"],
      ["quo", "count", "--timeout", "10001", "a"], ["quo", "search", "--color", "sometimes", "a"],
      ["quo", "count", "--format", "xml", "a"],
      ["quo", "count", "--format", "vimgrep", "a"], ["quo", "search", "-l", "-c", "a"],
      ["quo", "search", "-l", "--format", "json", "a"], ["quo", "search", "-0", "a"],
      ["quo", "search", "-C", "501", "a"], ["quo", "search", "--snippets", "11", "a"],
      ["quo", "search", "--matches", "1001", "a"], ["quo", "search", "--field", "body", "a"],
      ["quo", "search", "--tag", "two words", "a"], ["quo", "search", "--hyperlink", "sometimes", "a"],
      ["quo", "kwic"], ["quo", "kwic", "--sort", "date", "a"], ["quo", "kwic", "-n", "0", "a"], ["quo", "show"],
      ["quo", "show", "a", "--doc", "1"], ["quo", "reprints"], ["quo", "reprints", "-n", "0", "a"],
      ["quo", "show", "--doc", "-1"], ["quo", "daemon", "begin"],
      ["quo", "count", "--socket", "", "a"], ["quo", "--\u{1B}[31m"],
      ["quod", "--\u{1B}[31m"], ["quod", "check", "--index", "\u{1B}[31m"], ["quod", "bogus"], ["quod", "build"],
      ["quod", "build", "--index", "x"],
      ["quod", "build", "--index", "x", "--memory", "0", "y"], ["quod", "check"], ["quod", "stats"],
      ["quod", "serve", "--index", "x", "--log-level", "loud"], ["quod", "game-build"], ["quod", "game"],
      ["quod", "serve", "--index", "x", "--threads", "0"], ["quod", "serve", "--index", "x", "--threads", "-1"],
    ])
  func badUsageIsStatus2(command: [String]) throws {
    let outcome = try sandbox.start(command[0], Array(command.dropFirst())).wait()
    #expect(outcome.status == 2 && outcome.output == [] && !outcome.errors.isEmpty, "\(outcome)")
    #expect(!outcome.errors.contains(0x1B))
  }
}
