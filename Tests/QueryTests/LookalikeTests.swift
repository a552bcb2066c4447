import Query
import Testing

/// What an editor, a keyboard or another search engine has for an operator of this language: a warning with what to
/// write instead, an error in strict mode.
@Suite struct LookalikeTests {
  private func expectUnsupported(
    _ query: String, _ canonical: String, _ range: Range<Int>, _ messagePart: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let parsed = try parse(query)
    #expect(parsed.root.description == canonical, sourceLocation: sourceLocation)
    #expect(parsed.warnings.map(\.range) == [range], sourceLocation: sourceLocation)
    let message = try #require(parsed.warnings.first).message
    #expect(message.contains(messagePart), "\(message)", sourceLocation: sourceLocation)
    let error = #expect(throws: QuerySyntaxError.self, sourceLocation: sourceLocation) {
      try parse(query, strict: true)
    }
    #expect(error?.code == .unsupported, sourceLocation: sourceLocation)
    #expect(error?.range == range, sourceLocation: sourceLocation)
  }

  // MARK: - Signs

  @Test(arguments: ["–", "—", "−", "－", "‑", "‐", "‒", "―", "﹘", "﹣", "!"]) func signIsPunctuation(_ sign: String)
    throws
  {
    let length = sign.utf8.count
    try expectUnsupported(
      "obama \(sign)bush", "+obama +bush", 6..<6 + length,
      "'\(sign)' is no operator and is taken as punctuation; to exclude a word write -bush")
    try expectUnsupported("\(sign)bush", "bush", 0..<length, "write -bush")
    try expectUnsupported("a (\(sign)b)", "+a +b", 3..<3 + length, "write -b")
    try expectUnsupported("a \(sign)é*", "+a +é*", 2..<2 + length, "write -é*")
    try expectUnsupported("a -\(sign)b", "+a -b", 3..<3 + length, "write -b")
    try expectUnsupported("a \(sign)title:b", "+a +title:b", 2..<2 + length, "write -title:b")
    try expectUnsupported("a title:\(sign)b", "+a +title:b", 8..<8 + length, "write -b")
    try expectUnsupported("a \(sign)“b c”", "+a +\"b c\"", 2..<2 + length, "to exclude a phrase write -\"…\"")
    try expectUnsupported("a \(sign)(b OR c)", "+a +(b c)", 2..<2 + length, "to exclude a group write -(…)")
  }

  @Test(arguments: ["–", "—", "‐", "!"]) func signElsewhereNeedsNoWarning(_ sign: String) {
    #expect(outcome("a \(sign) b \(sign)5", strict: true).isQuery)
    #expect(outcome("a\(sign)b a\(sign)", strict: true) == .query("+a\(sign)b +a\(sign)"))
    #expect(outcome("\"a\"\(sign)b", strict: true) == .query("+\"a\" +b"))
    #expect(outcome("\"a \(sign)b\"", strict: true) == .query("\"a \(sign)b\""))
  }

  // MARK: - Single quotes

  @Test(arguments: [
    ("'had been'", "+\"'had\" +\"been'\"", 0..<10, "had been"),
    ("x ‘had been’", "+x +\"‘had\" +\"been’\"", 2..<16, "had been"),
    ("x -'a b c' y", "+x -\"'a\" +b +\"c'\" +y", 3..<10, "a b c"),
    ("title:'a b'", "+title:\"'a\" +\"b'\"", 6..<11, "a b"),
    ("('a OR b')", "\"'a\" \"b'\"", 1..<9, "a OR b"),
    ("'prim* minister'", "+'prim* +\"minister'\"", 0..<16, "prim* minister"),
    ("'a \"b\" c'", "+\"'a\" +\"b\" +\"c'\"", 0..<9, "…"),
    ("'a 'b c' d'", "+\"'a\" +'b +\"c'\" +\"d'\"", 0..<8, "a 'b c"),
  ])
  func singleQuotesAreApostrophes(
    _ query: String, _ canonical: String, _ range: Range<Int>, _ content: String
  ) throws {
    try expectUnsupported(query, canonical, range, "single quotes are apostrophes here; write \"\(content)\"")
  }

  @Test func eachPairOfSingleQuotesIsNamed() {
    #expect(outcome("'a b' OR 'c d'").warnings == [0..<5, 9..<14])
  }

  @Test(arguments: [
    "'tis the season", "the ’90s and dogs’", "dogs' 'tis", "rock 'n' roll", "'a' b", "don't won't", "'tis \"dogs'\"",
    "‘ a ’", "' a '",
  ])
  func apostrophesNeedNoWarning(_ query: String) {
    #expect(outcome(query, strict: true).isQuery)
  }

  // MARK: - Operators

  @Test(arguments: [("&&", "AND"), ("&", "AND"), ("||", "OR"), ("|", "OR")])
  func foreignOperatorIsLeftOut(_ word: String, _ replacement: String) throws {
    let length = word.utf8.count
    let message = "'\(word)' is no operator and is left out; write \(replacement)"
    try expectUnsupported("a \(word) b", "+a +b", 2..<2 + length, message)
    try expectUnsupported("a \(word) -b", "+a -b", 2..<2 + length, message)
    try expectUnsupported("(a)\(word)\"b\"", "+a +\"b\"", 3..<3 + length, message)
    #expect(outcome("a \(word) b", .or) == .query("a b", warnings: [2..<2 + length]))
    #expect(outcome("\(word) a \(word)", strict: true) == .query("+\"\(word)\" +a +\"\(word)\""))
    #expect(outcome("a AND \(word)", strict: true) == .query("+a +\"\(word)\""))
  }

  @Test(arguments: ["NEAR", "ADJ", "NEAR/3", "AROUND(3)", "ADJ(12)"]) func proximityIsText(_ word: String) throws {
    let length = word.utf8.count
    try expectUnsupported(
      "a \(word) b", "+a +\"\(word)\" +b", 2..<2 + length,
      "NEAR, ADJ and AROUND are not supported yet: '\(word)' is taken as text")
  }

  @Test func proximityWithoutOperandsNeedsNoWarning() {
    #expect(outcome("NEAR a ADJ", strict: true) == .query("+\"NEAR\" +a +\"ADJ\""))
    #expect(outcome("a near b around c", strict: true) == .query("+a +near +b +around +c"))
  }
}

extension Outcome {
  fileprivate var isQuery: Bool {
    if case .query = self { true } else { false }
  }

  fileprivate var warnings: [Range<Int>] {
    if case .query(_, let warnings) = self { warnings } else { [] }
  }
}
