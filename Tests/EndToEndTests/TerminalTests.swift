import Foundation
import TestSupport
import Testing

/// What people see on their terminals.
@Suite(.enabled(if: Sandbox.hasTerminals, "it needs script(1)")) struct TerminalTests {
  private let sandbox: Sandbox
  private let folder: String

  init() throws {
    sandbox = try Sandbox()
    folder = try sandbox.shell(#"cd "$3" && pwd -P"#, sandbox.directory.path).lastLine
  }

  private func serve() throws -> CannedDaemon {
    try CannedDaemon(in: sandbox, answering: SampleAnswer(folder: folder).outcome)
  }

  @Test(arguments: [80, 40], [true, false])
  func theOutputFitsTheTerminal(columns: Int, isColored: Bool) throws {
    let daemon = try serve()
    let options = "--hyperlink never --color \(isColored ? "auto" : "never")"
    for (command, name) in [("search", "human"), ("kwic", "kwic")] {
      let text = try sandbox.onTerminal("\"$QUO\" \(command) \(options) storm", in: folder, columns: columns)
      try Golden.expect(text, "\(name)-\(columns)\(isColored ? "-colored" : "").txt")
      #expect(text.contains("\u{1B}[") == isColored)
    }
    withExtendedLifetime(daemon) {}
  }

  @Test func pathsAreLinksOnTerminals() throws {
    let daemon = try serve()
    let text = try sandbox.onTerminal("\"$QUO\" search --color never storm", in: folder)
    let host = try sandbox.shell("uname -n").lastLine
    let link = "\u{1B}]8;;file://\(host)\(folder)/news/a%20b.html\u{1B}\\news/a b.html\u{1B}]8;;\u{1B}\\"
    #expect(text.contains("  \(link)  2016-11-19"), "\(text)")
    #expect(try sandbox.quo("search", "--hyperlink", "always", "storm").text.contains("\u{1B}]8;;file://"))
    for (options, environment) in [
      ("--hyperlink never", [:]), ("", ["TERM": "dumb"]), ("", ["PAGER": "more"]), ("", ["QUO_PAGER": "/bin/cat"]),
    ] as [(String, [String: String])] {
      let plain = try sandbox.onTerminal("\"$QUO\" search \(options) storm", environment: environment)
      #expect(!plain.contains("\u{1B}]8") && plain.contains("Storm"), "\(options) \(environment)")
    }
    #expect(try !sandbox.quo("search", "storm").text.contains("\u{1B}]8"))
    withExtendedLifetime(daemon) {}
  }

  @Test func aDumbTerminalGetsNoColors() throws {
    let daemon = try serve()
    for environment in [["TERM": "dumb"], ["TERM": "dumb", "NO_COLOR": "1"]] {
      let text = try sandbox.onTerminal("\"$QUO\" search storm", environment: environment)
      #expect(!text.contains("\u{1B}"))
    }
    withExtendedLifetime(daemon) {}
  }

  @Test func whatIsLongerThanTheScreenGoesToThePager() throws {
    let daemon = try serve()
    func text(_ options: String = "", rows: Int = 5, environment: [String: String?]) throws -> String {
      try sandbox.onTerminal("\"$QUO\" search --color never \(options) storm", rows: rows, environment: environment)
    }
    let pager = "sed 's/^/> /'"
    #expect(try text(environment: ["PAGER": pager]).contains("> Storm warning"))
    #expect(try text(environment: ["QUO_PAGER": pager, "PAGER": "false"]).contains("> Storm warning"))
    #expect(try !text(rows: 500, environment: ["PAGER": pager]).contains("> "))
    #expect(try !text("--no-pager", environment: ["PAGER": pager]).contains("> "))
    // Formats for programs are left alone, and so is what does not go to the terminal.
    #expect(try !text("--format vimgrep", environment: ["PAGER": pager]).contains("> "))
    #expect(try !sandbox.quo("search", "storm", environment: ["PAGER": pager, "LINES": "2"]).text.contains("> "))
    // One that is not there, and one that reads nothing.
    #expect(try text(environment: ["PAGER": "/nonexistent/pager"]).contains("Storm warning"))
    #expect(try !text(environment: ["PAGER": "true"]).contains("quo:"))
    withExtendedLifetime(daemon) {}
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/less"), "it needs less"))
  func lessIsThePagerOfThoseWhoHaveNone() throws {
    let daemon = try serve()
    // What it is told to do at its start ends it.
    let text = try sandbox.onTerminal(
      "\"$QUO\" search --color never storm", rows: 5, environment: ["LESS": "+Gq", "TERM": "dumb", "PAGER": nil])
    #expect(text.contains("3 documents (0.2 ms)"), "\(text)")
    withExtendedLifetime(daemon) {}
  }
}
