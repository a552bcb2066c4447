import Ingest
import TestSupport
import Testing

/// Records whose members are called otherwise.
@Suite("Fields of records")
struct RecordFieldsTests {
  private let directory: TemporaryDirectory

  init() throws {
    directory = try TemporaryDirectory()
  }

  private func document(_ record: String, _ fields: String...) throws -> SourceDocument {
    try directory.write(record + "\n", to: "a.jsonl")
    var options = IngestOptions()
    options.recordFields = try RecordFields(parsing: fields)
    let intake = try directory.intake(options: options)
    #expect(intake.skipped.isEmpty, "\(intake.skipped)")
    return try #require(intake.documents.first)
  }

  @Test("Members are taken as the list says, several joined by an empty line, others as always")
  func mapping() throws {
    let record = #"""
      {"headline":"A day","summary":"In short.","body":"At length.","key":7,"published":"2016-10-04",
      "link":"/a","lang":"en","title":"no","text":"no","id":"no","meta":{"date":"yes"}}
      """#
    let document = try document(
      record.filter { $0 != "\n" }, "title=headline,text=body+summary,id=key", "date=published,url=link")
    #expect(text(document.title) == "A day" && text(document.body) == "At length.\n\nIn short.")
    #expect(text(document.id) == "7" && text(document.date) == "2016-10-04" && text(document.url) == "/a")
    #expect(text(document.language) == "en")
  }

  @Test(
    "Dotted paths reach into objects, or name a member with dots",
    arguments: [
      (#"{"meta":{"date":"d"},"text":"t"}"#, "d"), (#"{"meta.date":"d","text":"t"}"#, "d"),
      (#"{"meta":{"date":{"x":1}},"text":"t"}"#, ""), (#"{"meta":"m","text":"t"}"#, ""),
      (#"{"meta":null,"text":"t"}"#, ""), (#"{"meta":[{"date":"d"}],"text":"t"}"#, ""),
      (#"{"meta":{"other":{"date":"x"},"date":"d"},"text":"t"}"#, "d"),
      (#"{"meta":{"date":"d"},"meta.date":"later","text":"t"}"#, "d"),
    ])
  func paths(record: String, date: String) throws {
    #expect(try text(document(record, "date=meta.date").date) == date)
  }

  @Test("One member may make several fields, and an object may be a member's way and its value")
  func sharedMembers() throws {
    let shared = try document(#"{"a":"one","b":"two"}"#, "title=a,text=b+a,id=a")
    #expect(text(shared.title) == "one" && text(shared.body) == "two\n\none" && text(shared.id) == "one")
    let nested = try document(#"{"a":{"b":"two"}}"#, "text=a+a.b")
    #expect(text(nested.body) == "two")
    let plain = try document(#"{"a":"one"}"#, "text=a+a.b")
    #expect(text(plain.body) == "one")
  }

  @Test("A record that becomes too large by its fields is skipped as any other")
  func tooLarge() throws {
    try directory.write(#"{"a":"\#(String(repeating: "x", count: 600))"}"# + "\n" + #"{"a":"y"}"# + "\n", to: "a.jsonl")
    var options = IngestOptions(maximumDocumentSize: 1000)
    options.recordFields = try RecordFields(parsing: ["title=a,text=a"])
    let intake = try directory.intake(options: options)
    #expect(intake.documents.map { text($0.body) } == ["y"])
    #expect(intake.report.skipped == [.tooLarge: 1])
  }

  @Test("Empty and missing members leave no gaps")
  func emptyMembers() throws {
    let found = try document(#"{"a":"","b":null,"c":"three","e":"five"}"#, "text=a+b+c+d+e")
    #expect(text(found.body) == "three\n\nfive")
  }

  @Test("Text that is no text is malformed wherever it stands")
  func strictMembers() throws {
    try directory.write(#"{"a":{"b":["x"]},"text":"t"}"# + "\n", to: "a.jsonl")
    var options = IngestOptions()
    options.recordFields = try RecordFields(parsing: ["text=a.b"])
    let intake = try directory.intake(options: options)
    #expect(intake.skips == ["a.jsonl:1: malformed JSON"] && intake.skipped.first?.column == 11)
  }

  @Test("A language is taken from `language`, or else from `lang`")
  func languages() throws {
    #expect(try text(document(#"{"text":"t","lang":"fr","language":"en"}"#).language) == "en")
    #expect(try text(document(#"{"text":"t","lang":"fr"}"#).language) == "fr")
    #expect(try text(document(#"{"text":"t","lang":["fr"]}"#).language) == "")
  }

  @Test(
    "A list that is none says what is wrong",
    arguments: [
      ("titel=a", RecordFieldsError.unknownField("titel")), ("", .noAssignment("")), ("title", .noAssignment("title")),
      ("title=a,", .noAssignment("")), ("title=", .noMember("title=")), ("text=a++b", .noMember("text=a++b")),
      ("text=a..b", .noMember("text=a..b")), ("text=a,text=b", .namedTwice(.text)),
      ("text=a+b.c+a", .memberTwice("a")),
      ("text=a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q", .tooDeep("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q")),
    ])
  func errors(list: String, error: RecordFieldsError) {
    #expect(throws: error) { try RecordFields(parsing: [list]) }
    #expect(!error.description.isEmpty)
  }

  @Test("The message names the fields")
  func unknownField() {
    let message = "there is no field 'body'; the fields are id, title, text, date, url, language"
    #expect(RecordFieldsError.unknownField("body").description == message)
  }
}
