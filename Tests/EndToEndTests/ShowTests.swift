import Foundation
import JSON
import TestSupport
import Testing

/// `quo show`
@Suite struct ShowTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private static func part(_ text: String, at offset: Int, of length: Int, number: Int = 7) -> String {
    #""result":{"doc":\#(number),"title":"T","path":"/a","text":"\#(text)","textOffset":\#(offset),"textLength":\#(length)}"#
  }

  @Test func theTextIsTheWholeOfIt() throws {
    let daemon = try CannedDaemon(
      in: sandbox, answering: Self.part("one ", at: 0, of: 13), Self.part("tw", at: 4, of: 13),
      Self.part(#"\u001b three"#, at: 6, of: 13))
    let outcome = try sandbox.quo("show", "--id", "x")
    #expect(outcome.status == 0 && outcome.text == "one tw\u{1B} three" && outcome.errors == [], "\(outcome)")
    let json = try JSONValue(parsing: sandbox.quo("show", "--id", "x", "--format", "json").text)
    #expect(json["text"] == .string("one tw\u{1B} three") && json.integer("textLength") == 13)
    withExtendedLifetime(daemon) {}
  }

  @Test func aTextThatChangesMeanwhileIsAnError() throws {
    for next in [
      Self.part("x", at: 5, of: 13), Self.part("x", at: 4, of: 12), Self.part("", at: 4, of: 13), #""result":null"#,
    ] {
      let sandbox = try Sandbox()
      let daemon = try CannedDaemon(in: sandbox, answering: Self.part("one ", at: 0, of: 13), next)
      let outcome = try sandbox.quo("show", "--doc", "7")
      #expect(outcome.status == 2 && outcome.output == [] && outcome.errorText.contains("changed"), "\(outcome)")
      withExtendedLifetime(daemon) {}
    }
  }

  @Test(.enabled(if: Sandbox.hasTerminals, "it needs script(1)"))
  func onATerminalTheTitleStandsAbove() throws {
    let text = #"one\u001b[2J\r\ntwo\tthree\rfour\n"#
    let daemon = try CannedDaemon(in: sandbox, answering: Self.part(text, at: 0, of: 24))
    let shown = try sandbox.onTerminal("\"$QUO\" show --color never --hyperlink never --doc 7")
    #expect(shown == "T\n/a\n\none\\u{1B}[2J\ntwo\tthree\nfour\n", "\(shown)")
    withExtendedLifetime(daemon) {}
  }

  @Test func documentsAreFoundByTheNamesThatSearchPrints() throws {
    try sandbox.buildSeeds()
    let daemon = try Daemon(in: sandbox)
    let names = try sandbox.shell(#"cd "$3" && "$1" search -n 50 tortoise"#, Repository.seeds).text
      .components(separatedBy: "\n")
      .compactMap { line in line.components(separatedBy: "  ").first { $0.hasPrefix("articles/") } }
    #expect(names.count == 4 && names.contains { $0.contains("#") }, "\(names)")
    for name in names {
      let outcome = try sandbox.shell(#"cd "$3" && exec "$1" show "$4""#, Repository.seeds, name)
      #expect(outcome.status == 0 && outcome.text.lowercased().contains("tortoise"), "\(name): \(outcome)")
    }
    for arguments in [["/nowhere"], ["--id", "nothing"], ["--doc", "999999"]] {
      let outcome = try sandbox.start("quo", ["show"] + arguments).wait()
      #expect(
        outcome.status == 1 && outcome.output == [] && outcome.errorText.contains("no such document"), "\(outcome)")
      let json = try sandbox.start("quo", ["show", "--format", "json"] + arguments).wait()
      #expect(json.status == 1 && json.text == "null\n", "\(json)")
    }
    #expect(daemon.process.isRunning)
  }
}
