import Query
import Testing

/// Quotation marks.
@Suite struct PhraseTests {
  @Test(arguments: [
    ("\"barrel bombs\"", "barrel bombs"),
    ("“barrel bombs”", "barrel bombs"),
    ("„barrel bombs“", "barrel bombs"),
    ("„barrel bombs”", "barrel bombs"),
    ("”barrel bombs”", "barrel bombs"),
    ("«barrel bombs»", "barrel bombs"),
    ("»barrel bombs«", "barrel bombs"),
    ("»barrel bombs»", "barrel bombs"),
    ("‹barrel bombs›", "barrel bombs"),
    ("›barrel bombs‹", "barrel bombs"),
    ("›barrel bombs›", "barrel bombs"),
    ("‹barrel bombs\"", "barrel bombs"),
    ("«barrel ‹bombs›»", "barrel ‹bombs›"),
    ("\"M*A*S*H 2*3 * .*\"", "M*A*S*H 2*3 * .*"),
    ("“barrel bombs\"", "barrel bombs"),
    ("«barrel bombs\"", "barrel bombs"),
    ("\"he said “no” twice\"", "he said “no” twice"),
    ("« barrel bombs »", " barrel bombs "),
    ("\"AND (not) +a -b title:x * \\\"", "AND (not) +a -b title:x * \\"),
    ("\"line\nbreak\"", "line\nbreak"),
  ])
  func holdsTheTextBetweenTheMarks(_ query: String, _ content: String) throws {
    let parsed = try parse(query, strict: true)
    #expect(parsed.root == .phrase(QueryText(text: content, range: 0..<query.utf8.count)))
  }

  @Test(arguments: [
    ("\"prime minist*\"", "\"prime minist\"", [7..<14]),
    ("x \"barack obam* was\"", "+x +\"barack obam was\"", [10..<15]),
    ("“minist*”", "\"minist\"", [3..<10]),
    ("\"é* 日本**\"", "\"é 日本\"", [1..<4, 5..<13]),
    ("\"a*, (b*-c* 5*\"", "\"a , (b -c 5\"", [1..<3, 5..<8, 8..<11, 12..<14]),
    ("\"a b*", "\"a b\"", [0..<5, 3..<5]),
  ])
  func holdsNoPrefixes(_ query: String, _ canonical: String, _ ranges: [Range<Int>]) throws {
    #expect(outcome(query) == .query(canonical, warnings: ranges))
    let code: QuerySyntaxError.Code = query.hasSuffix("*") ? .unclosedQuote : .unsupported
    #expect(outcome(query, strict: true) == .error(code, ranges[0]))
  }

  @Test func prefixInAPhraseIsNamed() throws {
    let problem = "prefixes inside phrases are not supported yet: 'minist*'"
    #expect(try parse("\"prime minist*\"").warnings.map(\.message) == [problem + "; the '*' is ignored"])
    let error = #expect(throws: QuerySyntaxError.self) { try parse("\"prime minist*\"", strict: true) }
    #expect(error?.message == problem)
  }

  @Test func canonicalFormHasStraightMarks() {
    #expect(outcome("+“a b” -«c»", strict: true) == .query("+\"a b\" -\"c\""))
    #expect(outcome("say “no”", strict: true) == .query("+say +\"no\""))
  }

  @Test(arguments: [
    ("\"a b", "\"a b\"", 0..<4),
    ("x \"a (b", "+x +\"a (b\"", 2..<7),
    ("x “a", "+x +\"a\"", 2..<6),
    ("5\" pipe", "+5 +\" pipe\"", 1..<7),
    ("“a «b»", "\"a «b»\"", 0..<10),
  ])
  func unclosedRunsToTheEnd(_ query: String, _ canonical: String, _ range: Range<Int>) {
    #expect(outcome(query) == .query(canonical, warnings: [range]))
    #expect(outcome(query, strict: true) == .error(.unclosedQuote, range))
  }

  @Test(arguments: [
    ("a \"\"", "a", 2..<4),
    ("a \" \u{3000}\" b", "+a +b", 2..<8),
    ("a AND \"\"", "a", 6..<8),
    ("\"\" OR a", "a", 0..<2),
    ("a OR \"\" OR b", "a b", 5..<7),
    ("a -“”", "a", 3..<9),
    ("a title:\"\"", "a", 8..<10),
    ("(\"\") a", "a", 1..<3),
  ])
  func emptyIsLeftOut(_ query: String, _ canonical: String, _ range: Range<Int>) {
    #expect(outcome(query) == .query(canonical, warnings: [range]))
    #expect(outcome(query, strict: true) == .error(.emptyPhrase, range))
  }
}
