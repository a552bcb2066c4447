import Foundation
import Testing

/// How `quo` understands its arguments.
@Suite struct ClientArgumentTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func serve(_ texts: String...) throws -> Daemon {
    try sandbox.build(texts)
    return try Daemon(in: sandbox)
  }

  @Test func anExclusionIsPartOfTheQueryWhereverItStands() throws {
    let daemon = try serve(
      "heron", "heron hillary", "heron president", "heron president elect", "heron 水", "heron nail")
    for (arguments, number) in [
      (["heron", "-hillary"], 5), (["-hillary", "heron"], 5), (["heron", "-president"], 4), (["heron", "-nail"], 5),
      (["-hillary", "heron", "-president"], 3), (["heron", "--any", "-president"], 4), (["heron", "-水"], 5),
      (["heron", #"-"president elect""#], 5), (["heron", "-(hillary OR president)"], 3),
      (["--", "heron", "-hillary"], 5), (["heron", "--", "-hillary"], 5), (["heron", "--timeout", "5000", "-nail"], 5),
    ] {
      let outcome = try sandbox.start("quo", ["count"] + arguments).wait()
      #expect(outcome.text == "\(number)\n" && outcome.status == 0 && outcome.errors == [], "\(arguments): \(outcome)")
      #expect(try sandbox.start("quo", ["search"] + arguments).wait().text.contains("\(number) documents ("))
    }
    // Alone it is the daemon's to refuse.
    for arguments in [["-heron"], ["--", "-heron"]] {
      let outcome = try sandbox.start("quo", ["count"] + arguments).wait()
      let lines = outcome.errorText.components(separatedBy: "\n")
      #expect(outcome.status == 2 && outcome.output == [], "\(outcome)")
      #expect(lines.count > 2 && lines[1] == "  -heron" && lines[2] == "  ^^^^^^", "\(outcome)")
    }
    #expect(daemon.process.isRunning)
  }

  @Test func optionsStayOptions() throws {
    let daemon = try serve("heron one", "heron two", "heron n5 three")
    for listing in [["-l", "-0"], ["-l0"], ["-0l"]] {
      #expect(try sandbox.start("quo", ["search"] + listing + ["heron"]).wait().status == 0)
    }
    #expect(try sandbox.quo("search", "-C5", "-n1", "heron").status == 0)
    for limit in [["-n", "2"], ["-n2"], ["-n=2"], ["--limit", "2"], ["--limit=2"]] {
      for arguments in [limit + ["heron"], ["heron"] + limit] {
        let outcome = try sandbox.start("quo", ["search", "--format", "json"] + arguments).wait()
        #expect(outcome.text.components(separatedBy: #""doc":"#).count == 3, "\(arguments): \(outcome)")
      }
    }
    // Behind two hyphens nothing is one.
    #expect(try sandbox.quo("count", "--", "heron", "-n5").text == "2\n")
    #expect(try sandbox.quo("count", "heron", "-h").text.contains("USAGE: quo count "))
    for (arguments, complaint) in [
      (["search", "heron", "--unknown"], "Unknown option '--unknown'"), (["search", "heron", "-x"], "option '-x'"),
      (["search", "heron", "-n"], "Missing value for '-n"), (["search", "heron", "-n=x"], "'x' is invalid for '-n"),
      (["search", "-n", "-50", "heron"], "'-50' is invalid for '-n"), (["status", "-hillary"], "argument '-hillary'"),
      (["count", "heron", "-n5"], "Unknown option '-n'"),
      (["count", "--index", "-heron", "heron"], "no index of that name"),
    ] {
      let outcome = try sandbox.start("quo", arguments).wait()
      #expect(outcome.status == 2 && outcome.output == [] && outcome.errorText.contains(complaint), "\(outcome)")
    }
    #expect(daemon.process.isRunning)
  }

  @Test(
    arguments: [
      (["serch", "x"], "'serch'; did you mean search?"), (["Search"], "'Search'; did you mean search?"),
      (["cuont", "heron"], "'cuont'; did you mean count?"), (["stat"], "'stat'; did you mean status?"),
      (["hlep"], "'hlep'; did you mean help?"),
      (
        ["heron"],
        "'heron'; the commands are search, kwic, count, show, reprints, index, remove, refresh, roots, compact, backup, check, status, daemon, help"
      ),
      (
        [""],
        "''; the commands are search, kwic, count, show, reprints, index, remove, refresh, roots, compact, backup, check, status, daemon, help"
      ),
      (["some phrase"], "'some phrase'; to search: quo search 'some phrase'"),
      (["some phrase", "-n", "3"], "'some phrase'; to search: quo search 'some phrase'"),
      ([#""it's""#], #"'"it's"'; to search: quo search '"it'\''s"'"#),
      (["-hillary", "obama"], "'-hillary'; to search: quo search -hillary"),
      (["titel:heron"], "'titel:heron'; to search: quo search titel:heron"),
    ])
  func aWordThatIsNoCommandIsToldWhatToWrite(arguments: [String], message: String) throws {
    let outcome = try sandbox.start("quo", arguments).wait()
    #expect(outcome.status == 2 && outcome.output == [], "\(outcome)")
    #expect(outcome.errorText == "quo: there is no command \(message)\n")
  }

  @Test func aLongWordThatIsNoCommandIsNotComparedForLong() throws {
    let word = String(repeating: "search", count: 20_000)
    let outcome = try sandbox.quo(word)
    #expect(
      outcome.status == 2
        && outcome.errorText.hasSuffix(
          "; the commands are search, kwic, count, show, reprints, index, remove, refresh, roots, compact, backup, check, status, daemon, help\n"
        ))
  }

  @Test func withoutACommandTheHelpIsAnError() throws {
    let help = try sandbox.quo("--help")
    #expect(help.status == 0 && help.text.contains("USAGE: quo <subcommand>"))
    let group = try sandbox.quo("daemon")
    #expect(group.status == 2 && group.output == [] && group.errorText.contains("USAGE: quo daemon <subcommand>"))
    for arguments in [[], ["--"]] {
      let outcome = try sandbox.start("quo", arguments).wait()
      #expect(outcome.status == 2 && outcome.output == [] && outcome.errorText == help.text, "\(outcome)")
    }
  }

  @Test func theHelpFitsATerminal() throws {
    for command in [
      [], ["search"], ["kwic"], ["count"], ["show"], ["reprints"], ["status"], ["daemon"], ["daemon", "start"],
    ] {
      let help = try sandbox.start("quo", command + ["--help"], environment: ["COLUMNS": "80"]).wait().text
      for line in help.components(separatedBy: "\n") where !line.hasPrefix("USAGE: ") {
        #expect(line.count <= 80, "\(line)")
      }
      guard command.first != "daemon" else { continue }
      // No paragraph is cut into lines before it is wrapped.
      let wide = try sandbox.start("quo", command + ["--help"], environment: ["COLUMNS": "400"]).wait().text
      #expect(wide.contains("The exit status is 0 ") && wide.contains(", and 3 if no daemon answers.\n"), "\(wide)")
      #expect(wide.components(separatedBy: "\n").contains { $0.hasPrefix("The exit") && $0.hasSuffix("answers.") })
    }
  }

  @Test func theHelpShowsExamplesThatWork() throws {
    let daemon = try serve("a storm warning before the flood", "warning of a storm", "the light", "lights out")
    let examples = try sandbox.quo("search", "--help").text.components(separatedBy: "\n")
      .filter { $0.hasPrefix("  quo search ") }
      .compactMap { $0.dropFirst(2).components(separatedBy: "   ").first }
    let numbers = try examples.map { example in
      let outcome = try sandbox.shell(#"PATH="$(dirname "$1"):$PATH"; "# + example)
      #expect(outcome.errors == [] || outcome.status == 1, "\(example): \(outcome)")
      return outcome.lastLine.prefix { $0 != " " }
    }
    #expect(numbers == ["2", "1", "1", "2", "", "2"], "\(examples)")
    #expect(daemon.process.isRunning)
  }
}
