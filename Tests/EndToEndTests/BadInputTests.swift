import Foundation
import TestSupport
import Testing

/// Bad inputs, by the numbers of the table in `IngestTests/BadInputTests`, as far as it takes the whole program to see that
/// nothing hangs and nothing is lost.
@Suite struct BadInputTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.directory.write("a heron by the river", to: "texts/heron.txt")
  }

  private func build(expecting status: Int32) throws -> Outcome {
    let texts = sandbox.directory.path(of: "texts")
    let outcome = try sandbox.quod("build", "--verbose", "--index", sandbox.index, texts)
    #expect(outcome.status == status, "\(outcome)")
    #expect(try sandbox.quod("check", "--index", sandbox.index).status == 0)
    return outcome
  }

  private func expectCounts(_ expected: [String: Int]) throws {
    let daemon = try Daemon(in: sandbox)
    for (query, count) in expected { #expect(try daemon.count(query) == count, "\(query)") }
  }

  @Test("6: A line of one word is one term, cut; what stands behind it is found")
  func longLine() throws {
    let word = String(repeating: "x", count: 1 << 18)
    try sandbox.directory.write("start\n" + word + "\negret\n", to: "texts/long.txt")
    let outcome = try build(expecting: 0)
    #expect(outcome.text.contains("1 word longer than 128 bytes, cut"), "\(outcome)")
    try expectCounts(["heron": 1, "egret": 1, String(repeating: "x", count: 128): 1])
  }

  @Test("20: What may not be read is skipped and counted", .enabled(if: OtherUser.isAvailable))
  func unreadable() throws {
    try sandbox.directory.write("a secret egret", to: "texts/secret.txt")
    try sandbox.directory.write("a hidden crane", to: "texts/folder/crane.txt")
    let place = try sandbox.directory.makeDirectory("place")
    let quod = sandbox.directory.path(of: "quod")
    let copied = try sandbox.start("/bin/cp", [try Programs.path(of: "quod"), quod]).wait()
    #expect(copied.status == 0)
    for (path, mode) in [("quod", 0o755), ("place", 0o777), ("texts", 0o755), ("texts/heron.txt", 0o644)] {
      try FileMode.set(mode, of: sandbox.directory.path(of: path))
    }
    for path in ["texts/secret.txt", "texts/folder"] { try FileMode.set(0o700, of: sandbox.directory.path(of: path)) }
    try FileMode.set(0o711, of: sandbox.directory.path)
    let outcome = try OtherUser.run(
      quod, "build", "--index", place + "/index", sandbox.directory.path(of: "texts"), in: sandbox)
    #expect(outcome.status == 4 && outcome.lastLine.hasPrefix("indexed 1 document, "), "\(outcome)")
    #expect(outcome.lastLine.hasSuffix("skipped 2: 2 unreadable files or folders"), "\(outcome)")
  }

  @Test("25, 26, 27: Texts of marks, flags and ligatures take no more room than others")
  func bombsOfCharacters() throws {
    let directory = sandbox.directory
    try directory.write("e" + String(repeating: "\u{301}", count: 50_000) + "\n\negret", to: "texts/marks.txt")
    try directory.write(String(repeating: "🇩🇪", count: 20_000) + "\n\negret", to: "texts/flags.txt")
    try directory.write(String(repeating: "\u{FDFA}", count: 50_000) + "\n\negret", to: "texts/ligature.txt")
    _ = try build(expecting: 0)
    try expectCounts(["heron": 1, "egret": 3])
    let stats = try sandbox.quod("stats", "--index", sandbox.index)
    let terms = try #require(stats.text.split(separator: "\n").first { $0.hasPrefix("stream terms ") })
    let size = terms.split(separator: " ").dropFirst(2).first.flatMap { Int($0.filter(\.isNumber)) }
    #expect(try #require(size) < 10_000, "\(terms)")
  }

  @Test("17, 18, 28: Names are told on one line, without what moves a cursor or turns the text around")
  func names() throws {
    for name in ["new\nline", "esc\u{1B}[2J", "rtl\u{202E}gpj"] {
      try sandbox.directory.write([0], to: "texts/" + name + ".txt")
    }
    try sandbox.directory.write([0], to: Array("texts/caf".utf8) + [0xE9] + Array(".txt".utf8))
    let outcome = try build(expecting: 4)
    let lines = outcome.errorText.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    for shown in [
      "caf\\xE9.txt: binary", "esc\\u{1B}[2J.txt: binary", "new\\u{A}line.txt: binary", "rtl\\u{202E}gpj.txt: binary",
    ] {
      #expect(lines.contains { $0.hasSuffix(shown) }, "\(outcome)")
    }
  }
}
