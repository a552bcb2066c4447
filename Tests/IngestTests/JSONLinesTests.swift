import Ingest
import TestSupport
import Testing

@Suite("JSON lines")
struct JSONLinesTests {
  let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func intake(_ lines: String..., options: IngestOptions = IngestOptions()) throws -> Intake {
    try directory.write(lines.joined(separator: "\n") + "\n", to: "a.jsonl")
    return try directory.intake(options: options)
  }

  @Test("All members of a record arrive")
  func record() throws {
    let line =
      #"{"id":"x-1","title":"A \"title\"","tags":["a",{"text":"no"}],"text":"First\nsecond \ud83d\ude00","#
      + #""date":"2016-09-13","url":"https://example.org/1","score":1.5,"extra":null}"#
    let document = try #require(try intake("", line).documents.first)
    #expect(text(document.id) == "x-1")
    #expect(text(document.title) == #"A "title""#)
    #expect(text(document.body) == "First\nsecond 😀")
    #expect(text(document.date) == "2016-09-13")
    #expect(text(document.url) == "https://example.org/1")
    #expect(document.path == Array(directory.path(of: "a.jsonl").utf8))
    #expect(document.lineNumber == 2)
    #expect(document.byteOffset == 1)
    #expect(!document.isReencoded)
  }

  @Test(
    "The text may be called `text`, `body` or `contents`, the first of these that is there",
    arguments: [
      (#"{"contents":"c","body":"b","text":"t"}"#, "|t"), (#"{"contents":"c","body":"b"}"#, "|b"),
      (#"{"contents":"c"}"#, "|c"), (#"{"text":null,"body":"b"}"#, "|b"),
      (#"{"text":"","body":"b","title":"t"}"#, "t|"),
      (#"{"title":"t"}"#, "t|"), (#"{"title":null,"text":1.50}"#, "|1.50"), (#"{"title":7,"text":"x"}"#, "7|x"),
    ])
  func names(line: String, expected: String) throws {
    #expect(try intake(line).texts == [expected])
  }

  @Test("No member of one record shows in the next")
  func independence() throws {
    let intake = try intake(
      #"{"id":"1","title":"t","text":"a","body":"b","contents":"c","date":"d","url":"u"}"#, #"{"title":"only"}"#,
      #"{"contents":"c"}"#, #"{"id":2,"body":"x","date":[1],"url":{}}"#)
    #expect(intake.texts == ["t|a", "only|", "|c", "|x"])
    #expect(intake.documents.map { text($0.id) } == ["1", "", "", "2"])
    #expect(intake.documents.map { text($0.date) + text($0.url) } == ["du", "", "", ""])
  }

  @Test(
    "A bad line is skipped with its place, and the next one is read",
    arguments: [
      (#"{"text":"a",}"#, 12), ("not json", 1), ("[1]", 1), (#"{"text":"a"} x"#, 14), (#"{"text":"a""#, 12),
      (#"{"text":true}"#, 9), (#"{"text":["a"]}"#, 9), (#"{"id":{},"text":"a"}"#, 7), (#"{"a":1,"a":2}"#, 8),
      (#"{"text":"\ud800"}"#, 10), (#"{"text":01}"#, 9), ("\u{1}", 1),
    ])
  func badLines(line: String, column: Int) throws {
    let intake = try intake(#"{"text":"one"}"#, line, #"{"text":"two"}"#)
    #expect(intake.texts == ["|one", "|two"])
    #expect(intake.skips == ["a.jsonl:2: malformed JSON"])
    #expect(intake.skipped.first?.column == column)
    #expect(intake.skipped.first?.detail.isEmpty == false)
    #expect(intake.report.skippedCount == 1)
  }

  @Test("Bytes that are no text make a bad line")
  func badBytes() throws {
    try directory.write(Array(#"{"text":"a"#.utf8) + [0xE9] + Array("\"}\n\0\0\n{\"text\":\"b\"}".utf8), to: "a.jsonl")
    let intake = try directory.intake()
    #expect(intake.texts == ["|b"])
    #expect(intake.skips == ["a.jsonl:1: malformed JSON", "a.jsonl:2: malformed JSON"])
  }

  @Test("Lines may end with CR LF, the last one with nothing; blank lines and a mark at the top do not count")
  func lineEnds() throws {
    let content = "\u{FEFF}{\"text\":\"a\"}\r\n\r\n   \n{\"text\":\"b\"}\r\n{\"text\":\"c\"}"
    try directory.write(content, to: "a.ndjson")
    let intake = try directory.intake()
    #expect(intake.texts == ["|a", "|b", "|c"])
    #expect(intake.documents.map(\.lineNumber) == [1, 4, 5])
    for document in intake.documents {
      #expect(Array(content.utf8)[document.byteOffset...].contains(document.body[0]))
    }
    #expect(intake.documents.map(\.byteOffset) == [0, 23, 37])
    #expect(intake.report.skipped.isEmpty)
  }

  @Test("A last line that is cut off is malformed")
  func cutLine() throws {
    try directory.write("{\"text\":\"a\"}\n{\"text\":\"b", to: "a.jsonl")
    #expect(try directory.intake().skips == ["a.jsonl:2: malformed JSON"])
  }

  @Test("Records without any text are skipped")
  func noText() throws {
    let intake = try intake(#"{"id":"1"}"#, "{}", #"{"title":" ","text":"\n"}"#, #"{"id":"1","text":"a"}"#)
    #expect(intake.texts == ["|a"])
    #expect(intake.report.skipped == [.noText: 3])
  }

  @Test("Of documents with one id the first comes in, in whatever source; those without an id are all different")
  func duplicateIDs() throws {
    try directory.write(#"{"id":"1","text":"other"}"#, to: "b.jsonl")
    let intake = try intake(
      #"{"id":"1","text":"a"}"#, #"{"id":1,"text":"b"}"#, #"{"id":"2","text":"c"}"#, #"{"text":"d"}"#, #"{"text":"d"}"#)
    #expect(intake.texts == ["|a", "|c", "|d", "|d"])
    #expect(intake.skips == ["a.jsonl:2: duplicate id", "b.jsonl:1: duplicate id"])
    #expect(intake.skipped.map(\.detail) == ["1", "1"])
  }

  @Test("The limit is one of lines, not of files")
  func documentLimit() throws {
    let line = #"{"text":"1234567890"}"#
    let options = IngestOptions(maximumDocumentSize: line.utf8.count)
    let intake = try intake(line, #"{"text":"12345678901"}"#, line, options: options)
    #expect(intake.texts == ["|1234567890", "|1234567890"])
    #expect(intake.skips == ["a.jsonl:2: too large"])
  }

  @Test("What nobody asked for may be nested deep")
  func nesting() throws {
    let deep = String(repeating: "[", count: 500) + String(repeating: "]", count: 500)
    #expect(try intake(#"{"meta":\#(deep),"text":"a"}"#).texts == ["|a"])
  }

  @Test("What others append while a file is read is left for the next time", .timeLimit(.minutes(1)))
  func growingFile() throws {
    let intake = try intake(#"{"text":"a"}"#, #"{"text":"b"}"#)
    #expect(intake.documents.count == 2)
    let again = try directory.intake { _ in try directory.append("{\"text\":\"more\"}\n", to: "a.jsonl") }
    #expect(again.documents.count == 2)
  }

  @Test("A file that is cut off while it is read is told of")
  func shrinkingFile() throws {
    let filler = String(repeating: "x", count: 1000)
    let line = "{\"text\":\"\(filler)\"}\n"
    try directory.write(String(repeating: line, count: 1000), to: "a.jsonl")
    let intake = try directory.intake { _ in try directory.setSize(10 * line.utf8.count, of: "a.jsonl") }
    #expect(!intake.documents.isEmpty && intake.documents.count < 1000)
    #expect(intake.report.skipped[.changedWhileRead] == 1)
  }

  @Test("Mutated lines never end the run", arguments: UInt64(0)..<20)
  func mutatedLines(seed: UInt64) throws {
    var random = SplitMix64(seed: seed)
    let line = Array(#"{"id":"x","title":"Ein Tag","text":"caf\u00e9 – \ud83d\ude00 ","n":[1.5e3,{"a":null}]}"#.utf8)
    var bytes: [UInt8] = []
    for _ in 0..<50 {
      var mutated = line
      for _ in 0...random.below(4) { mutated[random.below(mutated.count)] = UInt8(random.below(256)) }
      bytes += mutated + [UInt8(ascii: "\n")]
    }
    try directory.write(bytes + Array(#"{"text":"the end"}"#.utf8), to: "a.jsonl")
    let intake = try directory.intake()
    #expect(intake.texts.last == "|the end")
    let lines = bytes.split(separator: UInt8(ascii: "\n")).count + 1
    #expect(intake.documents.count + intake.report.skippedCount == lines)
    for document in intake.documents {
      #expect(String(validating: document.title + document.body, as: UTF8.self) != nil)
    }
  }
}
