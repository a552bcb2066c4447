import Query
import Testing

/// What is an error in either mode, and the limits.
@Suite struct ErrorTests {
  static let cases: [(String, QuerySyntaxError.Code, Range<Int>)] = [
    ("", .empty, 0..<0),
    (" \t\u{2003} ", .empty, 0..<6),
    ("*", .loneStar, 0..<1),
    ("a * b", .loneStar, 2..<3),
    ("a -*", .loneStar, 3..<4),
    ("title:*", .loneStar, 6..<7),
    ("(*)", .loneStar, 1..<2),
    ("-a", .onlyExclusions, 0..<2),
    (" NOT a ", .onlyExclusions, 1..<6),
    ("-a -b", .onlyExclusions, 0..<5),
    ("-a AND NOT b", .onlyExclusions, 0..<12),
    ("(-a)", .onlyExclusions, 0..<4),
    ("-(a b)", .onlyExclusions, 0..<6),
    ("a OR -b", .onlyExclusions, 5..<7),
    ("NOT a OR b", .onlyExclusions, 0..<5),
    ("a OR (-b -c)", .onlyExclusions, 5..<12),
    ("x (a OR NOT b)", .onlyExclusions, 8..<13),
    ("-(a OR -b) c", .onlyExclusions, 7..<9),
    ("title:(-a)", .onlyExclusions, 0..<10),
    ("a\0b", .nulCharacter, 1..<2),
    ("\"a\0\"", .nulCharacter, 2..<3),
  ]

  @Test(arguments: cases)
  func eitherMode(_ query: String, _ code: QuerySyntaxError.Code, _ range: Range<Int>) {
    for defaultOperator in DefaultOperator.allCases {
      #expect(outcome(query, defaultOperator) == .error(code, range))
      #expect(outcome(query, defaultOperator, strict: true) == .error(code, range))
    }
  }

  @Test(arguments: ["\"\"", "()", "(\"\")", "-\"\"", "title:()", ")", "\"", "("])
  func nothingLeftIsEmpty(_ query: String) {
    #expect(outcome(query) == .error(.empty, 0..<query.utf8.count))
  }

  @Test(
    arguments: [
      ([0x61, 0xFF], 1..<2),
      ([0x61, 0xC3], 1..<2),
      ([0xED, 0xA0, 0x80, 0x61], 0..<1),
      ([0xC0, 0x80], 0..<1),
    ] as [([UInt8], Range<Int>)])
  func bytesMustBeUTF8(_ bytes: [UInt8], _ range: Range<Int>) {
    let error = #expect(throws: QuerySyntaxError.self) { try QueryParser().parse(utf8: bytes) }
    #expect(error?.code == .invalidUTF8)
    #expect(error?.range.lowerBound == range.lowerBound)
  }

  @Test func bytesAndStringsGiveTheSame() throws {
    let query = "+“a b” -title:é*"
    #expect(try QueryParser().parse(utf8: Array(query.utf8)) == QueryParser().parse(query))
  }

  // MARK: - Limits

  @Test func length() throws {
    let query = String(repeating: "é", count: 2048)
    #expect(outcome(query) == .query(query))
    #expect(outcome(query + "a") == .error(.tooLong, 4096..<4097))
    let words = String(repeating: "a ", count: 100_000)
    #expect(outcome(words) == .error(.tooLong, 4096..<200_000))
  }

  @Test func clauses() {
    func words(_ count: Int) -> String { String(repeating: "a ", count: count) }
    #expect(outcome(words(64), .or) == .query(String(words(64).dropLast())))
    #expect(outcome(words(65)) == .error(.tooManyClauses, 128..<129))
    #expect(outcome(words(64) + "\"b c\"") == .error(.tooManyClauses, 128..<133))
    #expect(outcome(words(64) + "OR") == .error(.tooManyClauses, 128..<130))
    #expect(outcome(words(63) + "foo:(b)") == .error(.tooManyClauses, 131..<132))
    #expect(outcome("-(" + words(64) + ") b") == .error(.tooManyClauses, 132..<133))
  }

  @Test func nesting() {
    func nested(_ depth: Int) -> String {
      String(repeating: "(", count: depth) + "a" + String(repeating: ")", count: depth)
    }
    #expect(outcome(nested(16)) == .query("a"))
    #expect(outcome(nested(17)) == .error(.tooDeep, 16..<17))
    #expect(outcome(nested(10_000)) == .error(.tooDeep, 16..<17))
    #expect(outcome(String(repeating: "(", count: 10_000)) == .error(.tooDeep, 16..<17))
    #expect(outcome(String(repeating: ")", count: 10_000)) == .error(.tooLong, 4096..<10_000))
    #expect(
      outcome(String(repeating: "(a) ", count: 60), .or)
        == .query(Array(repeating: "a", count: 60).joined(separator: " ")))
  }

  @Test func limitsCanBeSet() {
    let limits = QueryLimits(byteCount: 8, clauseCount: 2, nesting: 1, warningCount: 0)
    #expect(outcome("(a) (b)", .or, limits: limits) == .query("a b"))
    #expect(outcome("((a))", limits: limits) == .error(.tooDeep, 1..<2))
    #expect(outcome("a b c", limits: limits) == .error(.tooManyClauses, 4..<5))
    #expect(outcome("a b c d e", limits: limits) == .error(.tooLong, 8..<9))
    #expect(outcome("a)", limits: limits) == .query("a", warnings: [1..<2]))
  }
}
