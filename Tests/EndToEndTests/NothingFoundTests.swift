import TestSupport
import Testing

/// What `quo` says where nothing was found.
@Suite struct NothingFoundTests {
  @Test func itSaysWhatMayFindSomething() throws {
    let sandbox = try Sandbox()
    try sandbox.build(["storm warning for the coast", "the prime minister", "a heron", "warning of a heron"])
    let daemon = try Daemon(in: sandbox)
    for (arguments, lines) in [
      (["zeppelin"], ["  no document has zeppelin"]),
      (["zeppelin", "airship"], ["  no document has zeppelin, airship"]),
      (
        ["storm", "zeppelin"],
        ["  no document has zeppelin", "  1 document has some of the words: quo search --any storm zeppelin"]
      ),
      (["storm", "heron"], ["  3 documents have some of the words: quo search --any storm heron"]),
      (
        [#""warning storm""#],
        ["  1 document has all of the words, not as a phrase: quo search warning storm"]
      ),
      ([#""storm heron""#], ["  3 documents have some of the words: quo search --any storm heron"]),
      (["heron", "-heron"], []), (["heron", #"-"a heron""#], []),
      (["heron", "AND", "(storm)"], []), (["title:heron"], []), (["zepp*"], []),
      (["--any", "zeppelin"], ["  no document has zeppelin"]),
      (["--field", "title", "heron"], ["  no title has heron"]),
      (["--any", "--field", "title", "heron", "storm"], ["  no title has heron, storm"]), (["!!!"], []),
    ] {
      let outcome = try sandbox.start("quo", ["search"] + arguments).wait()
      let shown = outcome.errorText.split(separator: "\n").filter {
        !$0.hasPrefix("quo: warning") && !$0.hasPrefix("  !") && !$0.hasPrefix("  ^")
      }
      #expect(outcome.status == 1 && outcome.output == [], "\(arguments): \(outcome)")
      #expect(shown.map(String.init) == ["no document matches"] + lines, "\(arguments)")
    }
    let behind = try sandbox.quo("search", "--offset", "2", "heron")
    #expect(behind.status == 1 && behind.output == [], "\(behind)")
    #expect(behind.errorText == "quo: 2 documents match, none of them behind --offset 2\n", "\(behind)")
    #expect(try sandbox.quo("count", "zeppelin").errors == [])
    #expect(daemon.process.isRunning)
  }

  @Test func whatIsForProgramsIsWhole() throws {
    let sandbox = try Sandbox()
    try sandbox.build((0..<250).map { "heron \($0)" })
    let daemon = try Daemon(in: sandbox)
    let events = try sandbox.quo("search", "--format", "jsonl", "heron")
    #expect(Self.matchCount(of: events) == 250, "\(events.errorText)")
    let typed = try sandbox.quo("search", "--format", "jsonl", "--as-you-type", "heron")
    #expect(Self.matchCount(of: typed) == 100)
    #expect(daemon.process.isRunning)
  }

  private static func matchCount(of outcome: Outcome) -> Int {
    outcome.text.split(separator: "\n").count { $0.hasPrefix(#"{"type":"match""#) }
  }
}
