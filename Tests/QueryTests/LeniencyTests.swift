import Query
import Testing

/// What lenient mode forgives with a warning and strict mode refuses, at the same place.
@Suite struct LeniencyTests {
  struct Case: CustomTestStringConvertible {
    var query: String
    var canonical: String
    var code: QuerySyntaxError.Code
    var ranges: [Range<Int>]

    init(_ query: String, _ canonical: String, _ code: QuerySyntaxError.Code, _ ranges: Range<Int>...) {
      self.query = query
      self.canonical = canonical
      self.code = code
      self.ranges = ranges
    }

    var testDescription: String { query }
  }

  static let cases: [Case] = [
    // Operators without operands.
    Case("AND a", "+\"AND\" +a", .misplacedOperator, 0..<3),
    Case("OR a", "+\"OR\" +a", .misplacedOperator, 0..<2),
    Case("a AND", "+a +\"AND\"", .misplacedOperator, 2..<5),
    Case("a OR", "+a +\"OR\"", .misplacedOperator, 2..<4),
    Case("a NOT", "+a +\"NOT\"", .misplacedOperator, 2..<5),
    Case("NOT", "\"NOT\"", .misplacedOperator, 0..<3),
    Case("AND OR", "+\"AND\" +\"OR\"", .misplacedOperator, 0..<3, 4..<6),
    Case("a AND AND b", "+a +\"AND\" +b", .misplacedOperator, 2..<5),
    Case("a AND OR b", "(+a +\"AND\") b", .misplacedOperator, 2..<5),
    Case("a OR OR b", "(+a +\"OR\") b", .misplacedOperator, 2..<4),
    Case("a NOT AND b", "+a +\"NOT\" +b", .misplacedOperator, 2..<5),
    Case("a NOT NOT", "+a +\"NOT\" +\"NOT\"", .misplacedOperator, 2..<5, 6..<9),
    Case("(AND a) b", "+\"AND\" +a +b", .misplacedOperator, 1..<4),
    Case("(a OR) b", "+a +\"OR\" +b", .misplacedOperator, 3..<5),
    Case("a (OR b)", "+a +\"OR\" +b", .misplacedOperator, 3..<5),
    Case("+AND b", "+\"AND\" +b", .misplacedOperator, 1..<4),
    Case("b -OR", "+b -\"OR\"", .misplacedOperator, 3..<5),
    Case("title:NOT", "title:\"NOT\"", .misplacedOperator, 6..<9),

    // Signs that are none.
    Case("git commit --amend", "+git +commit +\"--amend\"", .misplacedSign, 11..<18),
    Case("a +-b", "+a +\"+-b\"", .misplacedSign, 2..<5),
    Case("\"a\"-b", "+\"a\" +\"-b\"", .misplacedSign, 3..<5),
    Case("(a)-b", "+a +\"-b\"", .misplacedSign, 3..<5),
    Case("title:-b", "title:\"-b\"", .misplacedSign, 6..<8),
    Case("--\"a b\"", "+\"--\" +\"a b\"", .misplacedSign, 0..<2),
    Case("title:-(a)", "title:(+\"-\" +a)", .misplacedSign, 6..<7),
    Case("\"a\"-\"b\"", "+\"a\" +\"-\" +\"b\"", .misplacedSign, 3..<4),

    // Parentheses.
    Case("(a b", "+a +b", .unbalancedParenthesis, 0..<1),
    Case("a b)", "+a +b", .unbalancedParenthesis, 3..<4),
    Case("a) OR (b", "a b", .unbalancedParenthesis, 1..<2, 6..<7),
    Case(":)", "\":\"", .unbalancedParenthesis, 1..<2),
    Case("a AND ) b", "+a +b", .unbalancedParenthesis, 6..<7),
    Case("((a)", "a", .unbalancedParenthesis, 0..<1),
    Case("a ()", "a", .emptyGroup, 2..<4),
    Case("a OR ()", "a", .emptyGroup, 5..<7),
    Case("a -( )", "a", .emptyGroup, 3..<6),
    Case("f()", "f", .emptyGroup, 1..<3),
    Case("a (", "a", .unbalancedParenthesis, 2..<3),

    // Several at once: strict mode names the first.
    Case("a) \"b", "+a +\"b\"", .unbalancedParenthesis, 1..<2, 3..<5),
    Case("OR \"b", "+\"OR\" +\"b\"", .misplacedOperator, 0..<2, 3..<5),
  ]

  @Test(arguments: cases) func lenient(_ item: Case) {
    #expect(outcome(item.query) == .query(item.canonical, warnings: item.ranges))
  }

  @Test(arguments: cases) func strict(_ item: Case) throws {
    let first = try #require(item.ranges.first)
    #expect(outcome(item.query, strict: true) == .error(item.code, first))
  }

  @Test func operatorHintSaysWhatToWrite() {
    let error = #expect(throws: QuerySyntaxError.self) { try parse("a OR", strict: true) }
    #expect(
      error?.description
        == "'OR' joins nothing here (bytes 2..<4); "
        + "the word itself goes into quotation marks or is written in lower case")
  }

  /// An error says what is wrong, a warning also what was done about it.
  @Test(arguments: [
    ("a OR", "'OR' joins nothing here", " and is taken as text"),
    ("--a", "the sign of '--a' is no operator here", ": it is taken as text"),
    ("a)", "')' closes nothing", " and is left out"),
    ("(a", "'(' is not closed", "; its group runs to the end"),
    ("a ()", "there is nothing between the parentheses", "; they are left out"),
    ("\"a", "the quotation mark is not closed", "; the phrase runs to the end"),
    ("a \"\"", "the phrase is empty", " and is left out"),
    ("x:a", "there is no field 'x' (known fields: title)", ": 'x:a' is taken as text"),
    ("Date:a", "'Date:' is not supported yet: 'Date:a'", " is taken as text"),
    (
      "title: a", "nothing stands directly behind 'title:'",
      ", which is taken as text: the colon must be followed directly by the word"
    ),
    ("w?n", "wildcards other than a '*' at the end are not supported yet: 'w?n'", " is taken as text"),
    ("\"a\"~2", "'~2' behind a phrase is not supported yet", " and is left out"),
  ])
  func wording(_ query: String, _ problem: String, _ remedy: String) throws {
    #expect(try parse(query).warnings.map(\.message) == [problem + remedy])
    let error = #expect(throws: QuerySyntaxError.self) { try parse(query, strict: true) }
    #expect(error?.message == problem)
  }

  @Test func warningsPastTheLimitAreCounted() throws {
    let parsed = try parse("a" + String(repeating: ")", count: 100))
    #expect(parsed.warnings.count == 17)
    #expect(parsed.warnings.last?.message == "and 84 more like these")
    #expect(parsed.warnings.last?.range == 17..<18)
  }
}
