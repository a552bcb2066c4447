import JSON
import Testing

/// The exact bytes that are written.
@Suite struct WriterTests {
  private func text(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test func commasComeByThemselves() {
    let text = text { writer in
      writer.beginObject()
      writer.member("a", 1)
      writer.name("b")
      writer.beginArray()
      writer.beginArray()
      writer.endArray()
      writer.beginObject()
      writer.endObject()
      writer.null()
      writer.bool(true)
      writer.raw(Array("{}".utf8))
      writer.endArray()
      writer.member("c", "d")
      writer.member("e", false)
      writer.member("f", 0.5)
      writer.member("g", .array([.null]))
      writer.endObject()
    }
    #expect(text == #"{"a":1,"b":[[],{},null,true,{}],"c":"d","e":false,"f":0.5,"g":[null]}"#)
  }

  @Test func outputIsAppended() {
    var writer = JSONWriter(appendingTo: Array("x: ".utf8))
    writer.integer(1)
    #expect(writer.bytes == Array("x: 1".utf8))
  }

  @Test func numbers() {
    #expect(text { $0.integer(Int64.min) } == "-9223372036854775808")
    #expect(text { $0.integer(UInt64.max) } == "18446744073709551615")
    for number in [0, 1, 9, 10, -1, -10, 99, 100, 12_345, Int.max, Int.min, Int.max / 10 * 10] {
      #expect(text { $0.integer(number) } == "\(number)")
    }
    #expect(text { $0.double(1) } == "1.0")
    #expect(text { $0.double(0.1) } == "0.1")
    #expect(text { $0.double(-0.0) } == "-0.0")
    #expect(text { $0.double(1e300) } == "1e+300")
    #expect(text { $0.double(.nan) } == "null")
    #expect(text { $0.double(-.infinity) } == "null")
    #expect(text { $0.float(0.1) } == "0.1")
    #expect(text { $0.float(.infinity) } == "null")
  }

  @Test func stringsAreEscaped() {
    #expect(
      text { $0.string("\"\\/\u{8}\u{C}\n\r\t\u{0}\u{1F}\u{7F}") } == #""\"\\/\b\f\n\r\t\u0000\u001f"# + "\u{7F}\"")
    #expect(text { $0.string("é\u{2028}\u{1F600}") } == "\"é\u{2028}\u{1F600}\"")
    #expect(text { $0.string("") } == "\"\"")
    #expect(text { $0.name("a\"b") } == #""a\"b":"#)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x62], "a\u{FFFD}b"),
      ([0xE2, 0x82], "\u{FFFD}"),
      ([0xE2, 0x82, 0x61], "\u{FFFD}a"),
      ([0xF0, 0x9F, 0x98, 0x22], "\u{FFFD}\""),
      ([0xC0, 0xAF], "\u{FFFD}\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}"),
      ([0xC3, 0xA9, 0x0A], "é\n"),
      ([0x80, 0xBF], "\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)])
  func illFormedBytesAreReplaced(_ bytes: [UInt8], _ expected: String) throws {
    var writer = JSONWriter()
    writer.string(utf8: bytes)
    #expect(try JSONValue(parsing: writer.bytes) == .string(expected))
    // The standard library replaces in the same way.
    #expect(String(decoding: bytes, as: UTF8.self) == expected)
  }

  @Test func noLineBreakIsWritten() {
    let value: JSONValue = .object(["a\nb": .array([.string("\r\n"), .object(["c": .null])])])
    #expect(!written(value).contains(UInt8(ascii: "\n")))
  }
}
