import JSON
import Testing

/// Reading value by value.
@Suite struct ReaderTests {
  private func read<Result>(
    _ text: String, _ body: (inout JSONReader) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    try JSONReader.read(Array(text.utf8), body)
  }

  @Test func anArticleIsReadWithoutATree() throws {
    let text = #" { "id" : 7, "title":"A \"quoted\" title", "skipped":[{"a":[1,2.5]},null], "text":"line\nline" } "#
    var title: [UInt8] = []
    var body: [UInt8] = []
    var id: JSONNumber?
    var names: [String] = []
    try read(text) { (reader) throws(JSONError) in
      var name: [UInt8] = []
      try reader.beginObject()
      while try reader.nextName(into: &name) {
        names.append(String(decoding: name, as: UTF8.self))
        switch names.last {
        case "id": id = try reader.readNumber()
        case "title": try reader.readString(into: &title)
        case "text": try reader.readString(into: &body)
        default: try reader.skipValue()
        }
      }
      try reader.finish()
    }
    #expect(names == ["id", "title", "skipped", "text"])
    #expect(id == .integer(7))
    #expect(title == Array("A \"quoted\" title".utf8))
    #expect(body == Array("line\nline".utf8))
  }

  @Test func stringsAreAppended() throws {
    var buffer = Array("kept ".utf8)
    try read(#"["a\tb","é"]"#) { (reader) throws(JSONError) in
      try reader.beginArray()
      while try reader.nextElement() {
        try reader.readString(into: &buffer)
      }
    }
    #expect(String(decoding: buffer, as: UTF8.self) == "kept a\tbé")
  }

  @Test func kindsAreSeenWithoutReading() throws {
    var kinds: [JSONKind] = []
    try read(#"[null,true,-1,"",[],{}]"#) { (reader) throws(JSONError) in
      try reader.beginArray()
      while try reader.nextElement() {
        kinds.append(try reader.nextKind())
        #expect(try reader.nextKind() == kinds.last)
        try reader.skipValue()
      }
      try reader.finish()
    }
    #expect(kinds == [.null, .bool, .number, .string, .array, .object])
  }

  @Test func anotherTypeThanAskedForIsAnError() {
    #expect(
      thrownError { () throws(JSONError) in
        _ = try read("  12") { (reader) throws(JSONError) in try reader.readString() }
      }
        == JSONError(.wrongType, at: 2, "a string was expected, not a number"))
    #expect(
      thrownError { () throws(JSONError) in try read("null") { (reader) throws(JSONError) in try reader.beginObject() }
      }
        == JSONError(.wrongType, at: 0, "an object was expected, not null"))
    #expect(
      thrownError { () throws(JSONError) in _ = try read("[]") { (reader) throws(JSONError) in try reader.readBool() } }
        == JSONError(.wrongType, at: 0, "a boolean was expected, not an array"))
  }

  @Test func offsetsSayHowFarTheTextIsRead() throws {
    let offsets = try read(#"  [1, 22]  "#) { (reader) throws(JSONError) in
      var offsets: [Int] = []
      try reader.beginArray()
      while try reader.nextElement() {
        _ = try reader.readNumber()
        offsets.append(reader.offset)
      }
      offsets.append(reader.offset)
      return offsets
    }
    #expect(offsets == [4, 8, 9])
  }

  @Test func aValueThatWasNotReadIsAnErrorAtTheNextStep() {
    let error = thrownError { () throws(JSONError) in
      try read(#"{"a":1,"b":2}"#) { (reader) throws(JSONError) in
        var name: [UInt8] = []
        try reader.beginObject()
        while try reader.nextName(into: &name) {}
      }
    }
    #expect(error == JSONError(.unexpectedByte, at: 5, "unexpected '1'"))
  }

  @Test func errorsNameTheByte() {
    #expect(errors(of: [UInt8(ascii: "["), 0x07]).parsing?.message == "unexpected byte 0x07")
    #expect(errors(of: [UInt8(ascii: "["), UInt8(ascii: "?")]).parsing?.description == "unexpected '?' at byte 1")
  }

  @Test func membersAreFoundByTheirBytes() throws {
    let value = try JSONValue(parsing: "{\"e\u{301}\":1,\"\u{E9}\":2}")
    #expect(value["\u{E9}"] == .integer(2))
    #expect(value["e\u{301}"] == .integer(1))
    #expect(value["e"] == nil)
    #expect(JSONValue.null["a"] == nil)
    #expect(JSONValue.string("\u{E9}") != .string("e\u{301}"))
    #expect(JSONValue.integer(1) != .double(1))
  }
}
