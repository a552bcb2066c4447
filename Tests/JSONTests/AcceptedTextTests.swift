import JSON
import Testing

/// Texts that RFC 8259 allows, and what they mean.
@Suite struct AcceptedTextTests {
  @Test(arguments: accepted)
  func means(_ text: SampleText, _ expected: JSONValue) throws {
    #expect(try JSONValue(parsing: text.bytes) == expected)
    let errors = errors(of: text.bytes)
    #expect(errors.skipping == nil)
  }

  private static let accepted: [(SampleText, JSONValue)] = [
    // Literals and white space.
    ("null", .null),
    ("true", .bool(true)),
    ("false", .bool(false)),
    (" null ", .null),
    ("\t\n\r true\r\n", .bool(true)),
    ("[ ]", .array([])),
    ("[\n]", .array([])),
    ("{ }", .object([:])),
    ("{\t}", .object([:])),
    ("[1,\n1\n,2]", .array([.integer(1), .integer(1), .integer(2)])),
    (" [1] ", .array([.integer(1)])),
    ("[ true , false , null ]", .array([.bool(true), .bool(false), .null])),

    // Numbers.
    ("0", .integer(0)),
    ("-0", .integer(0)),
    ("-1", .integer(-1)),
    ("123", .integer(123)),
    ("10", .integer(10)),
    ("9223372036854775807", .integer(.max)),
    ("-9223372036854775808", .integer(.min)),
    ("9223372036854775808", .double(9_223_372_036_854_775_808)),
    ("-9223372036854775809", .double(-9_223_372_036_854_775_808)),
    ("18446744073709551615", .double(18_446_744_073_709_551_616)),
    ("100000000000000000000", .double(1e20)),
    ("0.0", .double(0)),
    ("-0.0", .double(-0.0)),
    ("0e1", .double(0)),
    ("0E+1", .double(0)),
    ("0e-1", .double(0)),
    ("1.5", .double(1.5)),
    ("-1.5", .double(-1.5)),
    ("1e2", .double(100)),
    ("1E2", .double(100)),
    ("1e+2", .double(100)),
    ("1e-2", .double(0.01)),
    ("1E+22", .double(1e22)),
    ("123.456e78", .double(123.456e78)),
    ("0.1", .double(0.1)),
    ("0.30000000000000004", .double(0.300_000_000_000_000_04)),
    ("1.7976931348623157e308", .double(.greatestFiniteMagnitude)),
    ("4.9e-324", .double(.leastNonzeroMagnitude)),
    ("2.2250738585072014e-308", .double(.leastNormalMagnitude)),
    ("1e-400", .double(0)),
    ("-1e-400", .double(-0.0)),
    ("0e999999999999", .double(0)),
    // Halfway between two doubles, and just above: the nearest is asked for.
    ("9007199254740993.0", .double(9_007_199_254_740_992)),
    ("9007199254740993.0000000000000000000000000000001", .double(9_007_199_254_740_994)),
    ("[-0.000000000000000000000000000001]", .array([.double(-1e-30)])),

    // Strings.
    ("\"\"", .string("")),
    ("\"a\"", .string("a")),
    ("\"seven77\"", .string("seven77")),
    ("\"eight888\"", .string("eight888")),
    ("\"a longer string than one word of eight bytes\"", .string("a longer string than one word of eight bytes")),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
    (#""\u0041\u00e9\u00E9""#, .string("A\u{E9}\u{E9}")),
    (#""\u0000""#, .string("\0")),
    (#""\u001f\u007f""#, .string("\u{1F}\u{7F}")),
    ("\"\u{7F}\"", .string("\u{7F}")),
    ("\"\u{80}\u{9F}\"", .string("\u{80}\u{9F}")),
    (#""\uD834\uDD1E""#, .string("\u{1D11E}")),
    (#""\ud83d\ude00x""#, .string("\u{1F600}x")),
    (#""\uDBFF\uDFFF""#, .string("\u{10FFFF}")),
    (#""\uD800\uDC00""#, .string("\u{10000}")),
    (#""\uFFFF\uFFFE""#, .string(String(decoding: [0xEF, 0xBF, 0xBF, 0xEF, 0xBF, 0xBE] as [UInt8], as: UTF8.self))),
    (#""\uD7FF\uE000""#, .string("\u{D7FF}\u{E000}")),
    (#""\u2028\u2029""#, .string("\u{2028}\u{2029}")),
    ("\"\u{2028}\u{2029}\"", .string("\u{2028}\u{2029}")),
    ("\"\u{FEFF}\"", .string("\u{FEFF}")),
    ("\"é\u{20AC}\u{1F600}\"", .string("\u{E9}\u{20AC}\u{1F600}")),
    ("\"\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}\"", .string("\u{7FF}\u{800}\u{FFFF}\u{10000}\u{10FFFF}")),
    ("\"Привет, мир: климатические переговоры\"", .string("Привет, мир: климатические переговоры")),
    ("\"气候谈判\"", .string("气候谈判")),
    (#""\\u0041""#, .string("\\u0041")),
    (#""a\u0062c""#, .string("abc")),
    ("\"/ // /* */ #\"", .string("/ // /* */ #")),
    (#""1234567\n""#, .string("1234567\n")),
    (#""12345678\n12345678\"""#, .string("12345678\n12345678\"")),

    // Arrays.
    ("[]", .array([])),
    ("[[]]", .array([.array([])])),
    ("[[[]],{}]", .array([.array([.array([])]), .object([:])])),
    ("[null,1,\"2\",{}]", .array([.null, .integer(1), .string("2"), .object([:])])),
    ("[\"a\",\"a\"]", .array([.string("a"), .string("a")])),

    // Objects.
    ("{}", .object([:])),
    (#"{"":0}"#, .object(["": .integer(0)])),
    (#"{"a":{"a":{"a":1}}}"#, .object(["a": .object(["a": .object(["a": .integer(1)])])])),
    (#"{"b":1,"a":2}"#, .object(["b": .integer(1), "a": .integer(2)])),
    (#"{ "a" : [ ] , "b" : { } }"#, .object(["a": .array([]), "b": .object([:])])),
    (#"[{"a":1},{"a":2}]"#, .array([.object(["a": .integer(1)]), .object(["a": .integer(2)])])),
    (
      #"{"x":{"a":1},"a":2,"y":{"a":3}}"#,
      .object(["x": .object(["a": .integer(1)]), "a": .integer(2), "y": .object(["a": .integer(3)])])
    ),
    (#"{"a\nb":1}"#, .object(["a\nb": .integer(1)])),
    // Canonically equivalent, but different names.
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", .object(["\u{E9}": .integer(1), "e\u{301}": .integer(2)])),
    (#"{"a":1,"A":2}"#, .object(["a": .integer(1), "A": .integer(2)])),
    (#"{"a":1,"aa":2,"":3}"#, .object(["a": .integer(1), "aa": .integer(2), "": .integer(3)])),
  ]
}
