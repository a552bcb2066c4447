import Foundation
import TestSupport
import Testing

/// What `quo` makes of answers, errors and warnings among them.
@Suite struct ClientAnswerTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private static let tally = #""epoch":1,"tookMs":0.1,"incomplete":"#

  private static func hit(path: String) -> String {
    #"{"doc":0,"score":1,"id":"\#(path)","path":"\#(path)"}"#
  }

  private static func searchResult(hits: [String]) -> String {
    #""result":{"total":\#(hits.count),"totalRelation":"eq",\#(tally)false,"warnings":[],"#
      + #""hits":[\#(hits.joined(separator: ","))]}"#
  }

  @Test(.enabled(if: Sandbox.hasTerminals, "it needs script(1)"))
  func onATerminalItSaysHowToWriteAPhrase() throws {
    try sandbox.build(["the prime minister"])
    let daemon = try Daemon(in: sandbox)
    func onTerminal(_ command: String) throws -> String {
      try sandbox.onTerminal(command)
    }
    for (arguments, note) in [
      (#"search "prime minister""#, #"search '"prime minister"'"#),
      (#"count "prime minister""#, #"count '"prime minister"'"#),
      (#"count the " prime   minister""#, #"count the '"prime minister"'"#),
      (#"count "prime minister" -queen"#, #"count '"prime minister"' -queen"#),
      (#"count "it's the minister""#, #"count '"it'\''s the minister"'"#),
    ] {
      let text = try onTerminal("\"$QUO\" \(arguments)")
      #expect(text.contains("note: for the exact phrase write: quo \(note)\n"), "\(arguments): \(text)")
    }
    for arguments in [
      "count prime minister", "count minister", #"count '"prime minister"'"#, #"count "“prime minister”""#,
      #"count "prime -queen""#, #"count "prime +minister""#, #"count "prime OR minister""#, #"count "prime min*""#,
      #"count "prime title:minister""#, #"count "(prime minister)""#, #"count -"prime minister" the"#,
      #"count "minister ""#, #"count --format json "prime minister""#, #"count "prime minister" 2>/dev/null"#,
    ] {
      let text = try onTerminal("\"$QUO\" \(arguments)")
      #expect(!text.contains("note:") && !text.isEmpty, "\(arguments): \(text)")
    }
    #expect(try sandbox.quo("count", "prime minister").errors == [])
    #expect(daemon.process.isRunning)
  }

  @Test func whatIsAboutTheWholeQueryHasNoCaret() throws {
    let warning = #"{"message":"it reads otherwise","start":0,"end":0}"#
    let warned = try CannedDaemon(
      in: sandbox, answering: #""result":{"count":3,\#(Self.tally)false,"warnings":[\#(warning)]}"#)
    let outcome = try sandbox.quo("count", "heron")
    #expect(outcome.text == "3\n" && outcome.errorText == "quo: warning: it reads otherwise\n", "\(outcome)")
    withExtendedLifetime(warned) {}

    let other = try Sandbox()
    try other.build(["heron"])
    let daemon = try Daemon(in: other)
    for query in ["", "   "] {
      let refused = try other.quo("count", query)
      #expect(refused.status == 2 && !refused.errorText.contains("^"), "\(refused)")
      #expect(!refused.errorText.contains("\n  \n"), "\(refused)")
    }
    #expect(daemon.process.isRunning)
  }

  @Test func aNumberThatIsNotTheWholeOneIsAnError() throws {
    let daemon = try CannedDaemon(
      in: sandbox, answering: #""result":{"count":25,\#(Self.tally)true,"warnings":[]}"#)
    let outcome = try sandbox.quo("count", "heron")
    #expect(outcome.status == 2 && outcome.text == "25\n", "\(outcome)")
    #expect(outcome.errorText == "quo: the deadline passed; at least 25\n")
    let json = try sandbox.quo("count", "--format", "json", "heron")
    #expect(json.status == 2 && json.text.contains(#""count":25"#) && json.errors == outcome.errors, "\(json)")
    withExtendedLifetime(daemon) {}
  }

  @Test func asJSONAnErrorOfTheDaemonIsPrintedToo() throws {
    let error = #""error":{"code":1001,"message":"no","data":{"start":0,"end":5,"hint":"yes","more":[1]}}"#
    let canned = try CannedDaemon(in: sandbox, answering: error)
    for command in [["search", "heron"], ["count", "heron"], ["status"]] {
      let outcome = try sandbox.start("quo", command + ["--format", "json"]).wait()
      #expect(outcome.status == 2 && outcome.text == "{\(error)}\n", "\(outcome)")
      #expect(outcome.errorText.hasPrefix("quo: no\n"))
      let human = try sandbox.start("quo", command).wait()
      #expect(human.status == 2 && human.output == [] && human.errors == outcome.errors, "\(human)")
    }
    withExtendedLifetime(canned) {}

    // Without data there is none.
    let other = try Sandbox()
    let bare = try CannedDaemon(in: other, answering: #""error":{"code":1003,"message":"busy"}"#)
    #expect(try other.quo("status", "--format", "json").text == #"{"error":{"code":1003,"message":"busy"}}"# + "\n")
    withExtendedLifetime(bare) {}
  }

  @Test func whereNoDaemonAnswersNothingIsPrintedAsJSON() throws {
    for command in [["search", "heron"], ["count", "heron"], ["status"]] {
      let outcome = try sandbox.start("quo", command + ["--format", "json"]).wait()
      #expect(outcome.status == 3 && outcome.output == [] && outcome.errorText.hasPrefix("quo: "), "\(outcome)")
    }
  }

  @Test func pathsBelowTheCurrentDirectoryAreShownFromThere() throws {
    _ = try sandbox.directory.makeDirectory("here")
    let here = try sandbox.shell(#"cd "$3/here" && pwd -P"#, sandbox.directory.path).lastLine
    let paths = [
      ("\(here)/a.txt", "a.txt"), ("\(here)/deep/er/b.txt", "deep/er/b.txt"), ("\(here)er/c.txt", "\(here)er/c.txt"),
      (here, here), ("\(here)/", "\(here)/"), ("\(here)//d.txt", "\(here)//d.txt"), ("e.txt", "e.txt"),
    ]
    let daemon = try CannedDaemon(
      in: sandbox, answering: Self.searchResult(hits: paths.map { Self.hit(path: $0.0) }))
    let outcome = try sandbox.shell(#"cd "$3" && exec "$1" search x"#, here)
    let lines = outcome.text.split(separator: "\n").map(String.init)
    #expect(lines.dropLast() == paths.map(\.1)[...], "\(outcome)")

    // Programs get what came, and at the root nothing is left out.
    let json = try sandbox.shell(#"cd "$3" && exec "$1" search --format json x"#, here)
    #expect(paths.allSatisfy { json.text.contains(#""path":"\#($0.0)""#) }, "\(json)")
    let root = try sandbox.shell(#"cd / && exec "$1" search x"#)
    #expect(root.text.split(separator: "\n").dropLast().map(String.init) == paths.map(\.0), "\(root)")
    withExtendedLifetime(daemon) {}
  }
}
