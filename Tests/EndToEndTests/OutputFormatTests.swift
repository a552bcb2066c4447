import Foundation
import JSON
import TestSupport
import Testing

/// The forms in which `quo search` and `quo kwic` print what was found.
@Suite struct OutputFormatTests {
  private let sandbox: Sandbox
  private let folder: String

  init() throws {
    sandbox = try Sandbox()
    // As the programs see it, free of symbolic links.
    folder = try sandbox.shell(#"cd "$3" && pwd -P"#, sandbox.directory.path).lastLine
  }

  private func run(_ arguments: String, _ outcomes: String...) throws -> Outcome {
    let daemon = try CannedDaemon(in: sandbox, answering: outcomes.first ?? SampleAnswer(folder: folder).outcome)
    defer { withExtendedLifetime(daemon) {} }
    return try sandbox.shell(#"cd "$3" && exec "$1" "# + arguments, folder)
  }

  @Test(arguments: [
    ("search storm", "human.txt"), ("search storm -C 30", "human-matches.txt"),
    ("search --format vimgrep storm", "vimgrep.txt"), ("search --format kwic storm", "kwic.txt"),
    ("search --format trec --qid 17 --tag run storm", "trec.txt"), ("kwic --sort left storm", "kwic-left.txt"),
    ("kwic --sort right storm", "kwic-right.txt"), ("kwic --sort file -n 3 storm", "kwic-file.txt"),
    ("search -l storm", "files.txt"), ("search -c storm", "counts.txt"),
  ])
  func theOutputIsAsAgreedUpon(arguments: String, file: String) throws {
    let outcome = try run(arguments)
    #expect(outcome.status == 0, "\(outcome)")
    try Golden.expect(outcome.text.replacing(folder, with: "/folder"), file)
    let isList = ["vimgrep", "-l", "-c"].contains(where: arguments.contains)
    #expect(outcome.errorText == (isList ? "quo: warning: 1 document came from no file and cannot be listed\n" : ""))
  }

  @Test func pathsCanBeEndedByNUL() throws {
    for (arguments, text) in [
      ("search -l0 storm", "news/a b.html\0b.jsonl\0"), ("search -c -0 storm", "news/a b.html\u{0}3\nb.jsonl\u{0}1\n"),
    ] {
      #expect(try Self.sandboxed { try $0.run(arguments) }.text == text)
    }
    let lines = try run("search --null --format vimgrep storm").text.split(separator: "\n")
    #expect(lines.first == "news/a b.html\u{0}1:6:Storm warning for Sunday")
  }

  private static func sandboxed(_ body: (Self) throws -> Outcome) throws -> Outcome {
    try body(Self())
  }

  @Test func pathsThatAreNotTextAreTheirBytesInLists() throws {
    let path = Data([0x2F, 0x61, 0x1B, 0xFF]).base64EncodedString()
    let hit = #"{"doc":0,"score":1,"path":{"bytes":"\#(path)"},"matchCount":2}"#
    let answer = SampleAnswer.nothing.replacing(#""hits":[]"#, with: #""hits":[\#(hit)]"#)
    #expect(try run("search -l x", answer).output == [0x2F, 0x61, 0x1B, 0xFF, 0x0A])
    #expect(
      try Self.sandboxed { try $0.run("search -c x", answer) }.output == [0x2F, 0x61, 0x1B, 0xFF] + Array(":2\n".utf8))
    #expect(try Self.sandboxed { try $0.run("search x", answer) }.text.hasPrefix(#"/a\u{1B}\xFF"#))
  }

  @Test func recordsOfOneFileAreCountedTogether() throws {
    let hits = (0..<3).map { #"{"doc":\#($0),"score":1,"id":"\#($0)","path":"/a.jsonl","matchCount":2}"# }
    let answer = SampleAnswer.nothing.replacing(#""hits":[]"#, with: #""hits":[\#(hits.joined(separator: ","))]"#)
    #expect(try run("search -c x", answer).text == "/a.jsonl:6\n")
    #expect(try Self.sandboxed { try $0.run("search -l x", answer) }.text == "/a.jsonl\n")
  }

  @Test func quietSaysNothing() throws {
    let outcome = try run("search -q storm")
    #expect(outcome.status == 0 && outcome.output == [] && outcome.errors == [], "\(outcome)")
    let none = try Self.sandboxed { try $0.run("search -q storm", SampleAnswer.nothing) }
    #expect(none.status == 1 && none.output == [] && none.errors == [], "\(none)")
  }

  @Test(arguments: ["human", "jsonl", "vimgrep", "kwic", "trec"])
  func nothingFoundPrintsNothing(format: String) throws {
    let outcome = try run("search --format \(format) storm", SampleAnswer.nothing)
    #expect(outcome.status == 1, "\(outcome)")
    #expect(format == "jsonl" ? outcome.text.hasPrefix(#"{"type":"summary""#) : outcome.output == [], "\(outcome)")
    #expect((outcome.errorText == "no document matches\n") == (format == "human"), "\(outcome)")
  }

  @Test func asOneTypesNothingIsAnError() throws {
    let refused = #""error":{"code":1001,"message":"no","data":{"start":0,"end":1}}"#
    for answer in [refused, SampleAnswer.nothing, #""error":{"code":1006,"message":"late"}"#] {
      let outcome = try Self.sandboxed { try $0.run("search --as-you-type --format vimgrep -- '-'", answer) }
      #expect(outcome.status == 0 && outcome.output == [] && outcome.errors == [], "\(outcome)")
    }
    let found = try run("search --as-you-type --format vimgrep -- storm")
    #expect(found.status == 0 && found.errors == [] && found.text.hasPrefix("news/a b.html:1:6:"), "\(found)")
    let failed = try Self.sandboxed { try $0.run("search --as-you-type x", #""error":{"code":1002,"message":"none"}"#) }
    #expect(failed.status == 2 && failed.errorText == "quo: none\n", "\(failed)")
  }

  @Test func anErrorIsAnEventToo() throws {
    let error = #"{"code":1001,"message":"no","data":{"start":0,"end":5}}"#
    let outcome = try run("search --format jsonl storm", #""error":\#(error)"#)
    #expect(outcome.status == 2 && outcome.text == #"{"type":"error","data":\#(error)}"# + "\n", "\(outcome)")
  }

  /// What `python3 -c` needs to check JSON against a schema.
  private static let hasSchemas: Bool = {
    guard let sandbox = try? Sandbox() else { return false }
    return (try? sandbox.shell("python3 -c 'import jsonschema'"))?.status == 0
  }()

  @Test(.enabled(if: hasSchemas, "it needs Python's jsonschema (Debian: python3-jsonschema)"))
  func eventsAreThoseOfTheSchema() throws {
    let script = #"""
      import json, sys, jsonschema
      schema = json.load(open(sys.argv[1]))
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      lines = open(sys.argv[2]).read().splitlines()
      for line in lines:
          validator.validate(json.loads(line))
      for wrong in ['{"type": "begin", "data": {}}', '{"type": "other", "data": {}}', '{"type": "match", "data": {"doc": 1}}']:
          assert not validator.is_valid(json.loads(wrong)), wrong
      print(" ".join(json.loads(line)["type"] for line in lines))
      """#
    let schema = Repository.path + "/docs/schema/search-events.schema.json"
    for (arguments, answer, types) in [
      (
        "--snippets 3", SampleAnswer(folder: folder).outcome,
        "begin match match match end begin match end begin match end summary"
      ),
      ("", SampleAnswer.nothing, "summary"), ("", #""error":{"code":1001,"message":"no"}"#, "error"),
    ] {
      let events = try Self.sandboxed { try $0.run("search --format jsonl \(arguments) storm", answer) }
      let file = try sandbox.directory.write(events.output, to: "events")
      let outcome = try sandbox.shell(#"exec python3 -c "$3" "$4" "$5""#, script, schema, file)
      #expect(outcome.text == types + "\n", "\(outcome)")
    }
  }

  @Test func pagesAreOneAnswer() throws {
    func page(_ numbers: Range<Int>, epoch: Int = 1) -> String {
      let hits = numbers.map { #"{"doc":\#($0),"score":1,"path":"/\#($0)"}"# }.joined(separator: ",")
      return SampleAnswer.nothing.replacing(#""hits":[]"#, with: #""hits":[\#(hits)]"#)
        .replacing(#""total":0"#, with: #""total":5"#).replacing(#""epoch":1"#, with: #""epoch":\#(epoch)"#)
    }
    let whole = (0..<5).map { "/\($0)\n" }.joined()
    for (answers, text, warning) in [
      ([page(0..<2), page(2..<4), page(4..<5)], whole, ""),
      // An index that is replaced meanwhile is asked anew.
      ([page(0..<2), page(2..<4, epoch: 2), page(0..<3, epoch: 2), page(3..<5, epoch: 2)], whole, ""),
      // An answer without hits is the last.
      ([page(0..<2), page(0..<0)], "/0\n/1\n", "quo: warning: these are 2 of 5 documents\n"),
    ] {
      let sandbox = try Sandbox()
      let daemon = try CannedDaemon(in: sandbox, answering: answers)
      let outcome = try sandbox.quo("search", "-l", "x")
      #expect(outcome.text == text && outcome.errorText == warning, "\(outcome)")
      withExtendedLifetime(daemon) {}
    }
  }
}
