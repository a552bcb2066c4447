import Query
import Testing

/// `name:` in front of something.
@Suite struct FieldTests {
  @Test(arguments: [
    ("title:a", "title:a"),
    ("Title:a -TITLE:\"b c\"", "+title:a -title:\"b c\""),
    ("Title:tiTLE:(a)", "title:a"),
    ("title:pre*", "title:pre*"),
    ("title:\"a b\"", "title:\"a b\""),
    ("title:“a b”", "title:\"a b\""),
    ("title:(a)", "title:a"),
    ("title:(a OR b)", "title:(a b)"),
    ("title:(a b)", "title:(+a +b)"),
    ("title:a b", "+title:a +b"),
    ("title:(a -b) c", "+title:(+a -b) +c"),
    ("x -title:a", "+x -title:a"),
    ("+x NOT title:(a b)", "+x -title:(+a +b)"),
    ("x title:(-a)", "+x -title:a"),
    ("title:title:a", "title:a"),
    ("title:(title:a)", "title:a"),
    ("title:(title:a b)", "title:(+title:a +b)"),
    ("title:12:30", "title:12:30"),
    ("title:http://x", "title:http://x"),
    ("title:-", "title:\"-\""),
    ("title:(::a)", "title:(::a)"),
    ("title:(//a*)", "title:(//a*)"),
    ("title:(/a)", "title:/a"),
  ])
  func restrictsWhatFollows(_ query: String, _ canonical: String) {
    #expect(outcome(query, strict: true) == .query(canonical))
    #expect(outcome(query) == .query(canonical))
  }

  @Test(arguments: [
    ("a", "title:a"), ("a OR b", "title:(a b)"), ("title:a", "title:a"), ("a -b", "title:(+a -b)"),
    ("\"a b\" c*", "title:(+\"a b\" +c*)"), ("title:a b", "title:(+title:a +b)"),
  ])
  func theWholeQueryCanBeRestricted(_ query: String, _ canonical: String) throws {
    #expect(try QueryParser(options: QueryOptions(field: .title)).parse(query).root.description == canonical)
    let error = #expect(throws: QuerySyntaxError.self) {
      try QueryParser(options: QueryOptions(field: .title)).parse("-a")
    }
    #expect(error?.code == .onlyExclusions)
  }

  @Test(arguments: [
    ("foo:bar", "\"foo:bar\"", 0..<7),
    ("a -foo:bar*", "+a -\"foo:bar\"", 3..<11),
    ("Foo:a", "\"Foo:a\"", 0..<5),
    ("body:a", "\"body:a\"", 0..<6),
    ("_x1:y", "\"_x1:y\"", 0..<5),
    ("C:\\temp", "\"C:\\temp\"", 0..<7),
    ("title:foo:bar", "title:\"foo:bar\"", 6..<13),
    ("foo:\"a b\"", "+\"foo:\" +\"a b\"", 0..<4),
    ("foo:(a OR b) c", "+\"foo:\" +(a b) +c", 0..<4),
    ("x -foo:\"a b\"", "+x -(+\"foo:\" +\"a b\")", 3..<7),
    ("foo:(-a)", "+\"foo:\" -a", 0..<4),
    ("title:foo:(a)", "title:(+\"foo:\" +a)", 6..<10),
    ("foo:*", "\"foo:*\"", 0..<5),
  ])
  func unknownIsText(_ query: String, _ canonical: String, _ range: Range<Int>) throws {
    let parsed = try parse(query)
    #expect(parsed.root.description == canonical)
    #expect(parsed.warnings.map(\.range) == [range])
    #expect(parsed.warnings.allSatisfy { $0.message.contains("known fields: title") })
    let error = #expect(throws: QuerySyntaxError.self) { try parse(query, strict: true) }
    #expect(error?.code == .unknownField)
    #expect(error?.range == range)
    #expect(error?.message.contains("known fields: title") == true)
  }

  @Test func unknownBeforeAnOptionalPhraseStaysWithIt() {
    #expect(outcome("x foo:\"a b\"", .or) == .query("x (+\"foo:\" +\"a b\")", warnings: [2..<6]))
    #expect(outcome("foo:\"\"", .or) == .query("\"foo:\"", warnings: [0..<4, 4..<6]))
    #expect(outcome("Date:\"a b\"", strict: true) == .error(.unsupported, 0..<5))
    #expect(outcome("date:\"a b\"", .and) == .query("+\"date:\" +\"a b\"", warnings: [0..<5]))
  }

  @Test(arguments: [
    ("title:", "\"title:\"", 0..<6),
    ("title: a", "+\"title:\" +a", 0..<6),
    ("Title: a", "+\"Title:\" +a", 0..<6),
    ("(title:) a", "+\"title:\" +a", 1..<7),
    ("a -title:", "+a -\"title:\"", 3..<9),
  ])
  func withoutValueIsText(_ query: String, _ canonical: String, _ range: Range<Int>) {
    #expect(outcome(query) == .query(canonical, warnings: [range]))
    #expect(outcome(query, strict: true) == .error(.emptyField, range))
  }

  @Test func proseWithAColonIsNoField() {
    #expect(outcome("Warning: disk full", strict: true) == .query("+Warning: +disk +full"))
    #expect(outcome("(note:)", strict: true) == .query("note:"))
  }
}
