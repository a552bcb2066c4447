import Query
import Testing

/// Signs, operator words, adjacency and groups: no query here needs leniency.
@Suite struct OperatorTests {
  struct Case: CustomTestStringConvertible {
    var query: String
    var and: String
    var or: String

    init(_ query: String, and: String, or: String) {
      self.query = query
      self.and = and
      self.or = or
    }

    init(_ query: String, _ both: String) {
      self.init(query, and: both, or: both)
    }

    var testDescription: String { query }
  }

  static let cases: [Case] = [
    // One leaf is itself.
    Case("a", "a"),
    Case("  a\t\n", "a"),
    Case("+a", "a"),
    Case("(a)", "a"),
    Case("((+(a)))", "a"),
    Case("\"a b\"", "\"a b\""),

    // Adjacency.
    Case("a b", and: "+a +b", or: "a b"),
    Case("a b c", and: "+a +b +c", or: "a b c"),
    Case("a a", and: "+a +a", or: "a a"),
    Case("a\u{3000}b\u{A0}c", and: "+a +b +c", or: "a b c"),
    Case("\"a\"b", and: "+\"a\" +b", or: "\"a\" b"),
    Case("a\"b\"", and: "+a +\"b\"", or: "a \"b\""),
    Case("f(x)", and: "+f +x", or: "f x"),

    // Signs.
    Case("+a +b", "+a +b"),
    Case("+a b", and: "+a +b", or: "+a b"),
    Case("a +b", and: "+a +b", or: "a +b"),
    Case("+a -b", "+a -b"),
    Case("a -b", and: "+a -b", or: "a -b"),
    Case("-b a", and: "-b +a", or: "-b a"),
    Case("a NOT b", and: "+a -b", or: "a -b"),
    Case("+a -b -c", "+a -b -c"),
    Case("+\"p q\" +a", "+\"p q\" +a"),
    Case("+\"p q\" -\"r s\" a", and: "+\"p q\" -\"r s\" +a", or: "+\"p q\" -\"r s\" a"),
    Case("a -5", and: "+a -5", or: "a -5"),
    Case("a -#tag", and: "+a -#tag", or: "a -#tag"),
    Case("a -(b c)", and: "+a -(+b +c)", or: "a -b -c"),
    Case("a NOT (b c)", and: "+a -(+b +c)", or: "a -b -c"),
    Case("a +(b c)", and: "+a +b +c", or: "a +(b c)"),
    Case("+a +(b c) d", and: "+a +b +c +d", or: "+a +(b c) d"),

    // AND binds tighter than adjacency, which matters only where words are optional.
    Case("a AND b", "+a +b"),
    Case("a AND b AND c", "+a +b +c"),
    Case("a b AND c", and: "+a +b +c", or: "a (+b +c)"),
    Case("a AND b c", and: "+a +b +c", or: "(+a +b) c"),
    Case("+a AND b c", and: "+a +b +c", or: "(+a +b) c"),
    Case("a AND NOT b", "+a -b"),
    Case("a AND -b", "+a -b"),
    Case("a AND NOT b c", and: "+a -b +c", or: "(+a -b) c"),
    Case("a b AND NOT c", and: "+a +b -c", or: "a (+b -c)"),

    // OR is loosest.
    Case("a OR b", "a b"),
    Case("a OR b OR c", "a b c"),
    Case("a b OR c", and: "(+a +b) c", or: "a b c"),
    Case("a OR b c", and: "a (+b +c)", or: "a b c"),
    Case("a b OR c d", and: "(+a +b) (+c +d)", or: "a b c d"),
    Case("a AND b OR c", "(+a +b) c"),
    Case("a OR b AND c", "a (+b +c)"),
    Case("a OR b -c", and: "a (+b -c)", or: "a (b -c)"),
    Case("+a OR b", "a b"),
    Case("+a b OR c", and: "(+a +b) c", or: "(+a b) c"),
    Case("(a OR b) c", and: "+(a b) +c", or: "a b c"),
    Case("(a OR b) AND c", "+(a b) +c"),
    Case("(a OR b) (c OR d)", and: "+(a b) +(c d)", or: "a b c d"),
    Case("a(b OR c)d", and: "+a +(b c) +d", or: "a b c d"),
    Case("\"a\"OR\"b\"", "\"a\" \"b\""),
    Case("(a)AND(b)", "+a +b"),

    // Groups flatten where that changes nothing.
    Case("(a b) c", and: "+a +b +c", or: "a b c"),
    Case("a ((b c) d)", and: "+a +b +c +d", or: "a b c d"),
    Case("a AND (b AND (c AND d))", "+a +b +c +d"),
    Case("a OR (b OR (c OR d))", "a b c d"),
    Case("a (b -c)", and: "+a +b -c", or: "a (b -c)"),
    Case("+a +(+b c -d)", and: "+a +b +c -d", or: "+a +b c -d"),
    Case("+a (+b c)", and: "+a +b +c", or: "+a (+b c)"),
    Case("+x +(a OR b)", "+x +(a b)"),

    // A group that only excludes is lifted; a double negation cancels.
    Case("a (-b)", and: "+a -b", or: "a -b"),
    Case("a AND (NOT b)", "+a -b"),
    Case("a +(-b)", and: "+a -b", or: "a -b"),
    Case("a (-b -c)", and: "+a -b -c", or: "a -b -c"),
    Case("a (NOT (b OR c))", and: "+a -b -c", or: "a -b -c"),
    Case("a (-b AND -c) d", and: "+a -b -c +d", or: "a -b -c d"),
    Case("((-a)) b", and: "-a +b", or: "-a b"),
    Case("NOT NOT a", "a"),
    Case("-(-a)", "a"),
    Case("a -(-b)", and: "+a +b", or: "a b"),
    Case("a NOT -b", and: "+a +b", or: "a b"),
    Case("a NOT +b", and: "+a -b", or: "a -b"),
    Case("-(-a -b)", "a b"),

    // Only upper case is an operator, and only these three words.
    Case("a and b", and: "+a +and +b", or: "a and b"),
    Case("a Or b", and: "+a +Or +b", or: "a Or b"),
    Case("&& b", and: "+\"&&\" +b", or: "\"&&\" b"),
    Case("a (| b)", and: "+a +\"|\" +b", or: "a \"|\" b"),
    Case("a !5", and: "+a +!5", or: "a !5"),
    Case("a -NEAR (ADJ OR b)", and: "+a -\"NEAR\" +(\"ADJ\" b)", or: "a -\"NEAR\" \"ADJ\" b"),
    Case("ANDY ORB NOTE", and: "+ANDY +ORB +NOTE", or: "ANDY ORB NOTE"),
    Case("AND.", "AND."),
  ]

  @Test(arguments: cases) func tree(_ item: Case) {
    for isStrict in [false, true] {
      #expect(outcome(item.query, .and, strict: isStrict) == .query(item.and))
      #expect(outcome(item.query, .or, strict: isStrict) == .query(item.or))
    }
  }

  @Test func treeIsMadeOfTheDocumentedNodes() throws {
    let root = try parse("state-of-the-art \"a b\" -title:(x* OR y)").root
    #expect(
      root
        == .boolean([
          QueryClause(occur: .required, node: .word(QueryText(text: "state-of-the-art", range: 0..<16))),
          QueryClause(occur: .required, node: .phrase(QueryText(text: "a b", range: 17..<22))),
          QueryClause(
            occur: .prohibited,
            node: .field(
              .title,
              .boolean([
                QueryClause(occur: .optional, node: .prefix(QueryText(text: "x", range: 31..<33))),
                QueryClause(occur: .optional, node: .word(QueryText(text: "y", range: 37..<38))),
              ]))),
        ]))
  }
}
