import Foundation
import TestSupport
import Testing

/// What a build says on a terminal while it runs, and nowhere else.
@Suite struct BuildProgressTests {
  private let sandbox: Sandbox
  private let lines: String

  init() throws {
    sandbox = try Sandbox()
    let text = (0..<4000).map { #"{"text":"heron number \#($0) stood by the river"}"# + "\n" }.joined()
    lines = try sandbox.directory.write(text + "no JSON\n", to: "lines.jsonl")
  }

  private func start(on terminal: PseudoTerminal, _ arguments: String) throws -> Subprocess {
    let program = try Programs.path(of: "quod")
    return try sandbox.start(
      "/bin/sh",
      ["-c", "exec \"$0\" build --index \"$1\" \(arguments) 2>\"$3\"", program, sandbox.index, lines, terminal.path])
  }

  /// The states of the line, each drawn over the one before.
  private func states(of output: String) -> [String] {
    output.components(separatedBy: "\r").map { $0.replacingOccurrences(of: "\u{1B}[K", with: "") }
  }

  @Test(arguments: [80, 40] as [UInt16])
  func aTerminalShowsHowFarItIs(columns: UInt16) throws {
    let terminal = try PseudoTerminal(columns: columns)
    let program = try start(on: terminal, #""$2""#)
    let output = try terminal.output(of: program)
    let outcome = try program.wait()
    #expect(outcome.status == 4 && outcome.lastLine.hasPrefix("indexed 4,000 documents, "), "\(outcome)")
    let states = states(of: output)
    #expect(states.allSatisfy { $0.split(separator: "\n").allSatisfy { $0.count < columns } || $0.contains("skipped") })
    #expect(states.contains { $0.contains("documents, ") && $0.contains("B/s") }, "\(output)")
    #expect(states.contains { $0.contains("[") && $0.hasSuffix(" %") } || columns == 40, "\(output)")
    #expect(states.contains { $0 == "4,000 documents, writing the index …" }, "\(output)")
    // It goes away, and what is said stays.
    #expect(output.hasSuffix("\r\u{1B}[K"), "\(output)")
    #expect(states.contains { $0.contains("lines.jsonl:4001:1: malformed JSON") }, "\(output)")
  }

  @Test func theStandardInputHasNoTimeLeft() throws {
    let terminal = try PseudoTerminal(columns: 80)
    let program = try start(on: terminal, #"- < "$2""#)
    let output = try terminal.output(of: program)
    #expect(try program.wait().status == 4)
    #expect(output.contains("documents, ") && !output.contains("left") && !output.contains("[" + "#"), "\(output)")
  }

  @Test func aPipeShowsNothingOfIt() throws {
    let outcome = try sandbox.quod("build", "--index", sandbox.index, lines)
    #expect(
      outcome.errorText == "skipped \(lines):4001:1: malformed JSON (an object was expected, not null)\n", "\(outcome)")
    #expect(!outcome.text.contains("\r") && !outcome.text.contains("\u{1B}"))
  }

  /// What was skipped is named above the line, whole.
  @Test func skippedFilesAreNamedOneALine() throws {
    for number in 0..<30 { try sandbox.directory.write([0], to: "files/\(number).txt") }
    let terminal = try PseudoTerminal(columns: 200)
    let program = try start(on: terminal, "--verbose '\(sandbox.directory.path(of: "files"))'")
    let output = try terminal.output(of: program)
    #expect(try program.wait().status == 4)
    let named = states(of: output).flatMap {
      $0.split(separator: "\r\n").joined(separator: "\n").split(separator: "\n")
    }
    #expect(named.filter { $0.hasPrefix("skipped ") && $0.hasSuffix(".txt: binary") }.count == 30, "\(output)")
  }
}
