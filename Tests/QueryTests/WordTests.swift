import Query
import Testing

/// What a bare word is: words, prefixes, punctuation, and text that only looks like syntax.
@Suite struct WordTests {
  @Test(arguments: [
    "don't", "don’t", "state-of-the-art", "well-known", "C++", "C#", "AT&T", "and/or", "x^y", "12:30",
    "http://example.org",
    "http://example.org/?q=1#top", "std::vector", "a::b", "Warning:", "who?", "3.14", "~5", "a~b", "x^", "^x", "near",
    "AROUND",
    "near/3", "NEAR/x", "/usr/bin", "/usr/bin/", "naïve", "日本語", "🙂", "a\\b", "#tag", "@user", "'tis", "’90s", "dogs'",
    "'a'", "‘a’", "–5", "−5", "–", "––a", "!5", "!!a", "a!b", "a–b", "a&&b", "a=b", "[x]",
    "5,000",
    ":x", "1a:b", "a.b:c", "title", "title://x", "a-", "a+",
  ])
  func isOneWordWithoutWarning(_ word: String) throws {
    for isStrict in [false, true] {
      let parsed = try parse(word, strict: isStrict)
      #expect(parsed.root == .word(QueryText(text: word, range: 0..<word.utf8.count)))
      #expect(parsed.warnings.isEmpty)
    }
  }

  @Test(arguments: ["pre*", "a-b*", "NEAR/3*", "12:3*", "é*", "AND*", "x~1y*"])
  func isPrefix(_ query: String) throws {
    let parsed = try parse(query, strict: true)
    #expect(parsed.root == .prefix(QueryText(text: String(query.dropLast()), range: 0..<query.utf8.count)))
  }

  /// Punctuation is text, held as if quoted, and needs no warning.
  @Test(arguments: [
    "-", "+", "--", "---", "->", "+/-", "!!!", "&&&", "...", "**", ".*", "?*", "/./", "-.", ":-", "-*-", "*?",
  ])
  func isPunctuation(_ query: String) throws {
    let parsed = try parse(query, strict: true)
    #expect(parsed.root == .phrase(QueryText(text: query, range: 0..<query.utf8.count)))
    #expect(outcome("a \(query) b", strict: true) == .query("+a +\"\(query)\" +b"))
  }

  @Test func punctuationAloneIsAQuery() {
    #expect(outcome("!!! ---", strict: true) == .query("+\"!!!\" +\"---\""))
    #expect(outcome("Paris - London", strict: true) == .query("+Paris +\"-\" +London"))
  }

  /// Syntax of later versions: text with a warning, an error in strict mode, at the same place.
  @Test(arguments: [
    "a*b", "*a", "wi?d", "wild?c*rd", "roam~", "roam~1", "roam~0.8", "term^2", "term^0.5",
    "NEAR/8",
    "ADJ/2", "AROUND(3)", "NEAR(12)", "/regex/", "/(a+)+$/", "/a\\/b/", "/[a-z]*/", "date:2016",
    "date:[2016-09-01 TO 2016-10-07]",
    "date:{2016 TO 2017}", "since:2016-09", "until:2016", "path:*.txt",
  ])
  func isUnsupported(_ query: String) throws {
    let whole = 0..<query.utf8.count
    let parsed = try parse(query)
    #expect(parsed.root == .phrase(QueryText(text: query, range: whole)))
    #expect(parsed.warnings.map(\.range) == [whole])
    #expect(parsed.warnings.allSatisfy { $0.message.contains("not supported yet") && $0.message.contains("as text") })
    #expect(outcome(query, strict: true) == .error(.unsupported, whole))
    #expect(outcome("+x -\(query)", .or) == .query("+x -\"\(query)\"", warnings: [4..<query.utf8.count + 4]))
  }

  @Test func unsupportedFormsAreNamed() throws {
    func message(_ query: String) throws -> String {
      try #require(try parse(query).warnings.first).message
    }
    #expect(try message("x NEAR/8 y") == "NEAR, ADJ and AROUND are not supported yet: 'NEAR/8' is taken as text")
    #expect(try message("x NEAR y") == "NEAR, ADJ and AROUND are not supported yet: 'NEAR' is taken as text")
    #expect(try message("a*b").hasPrefix("wildcards other than a '*' at the end are"))
    #expect(try message("date:2016") == "'date:' is not supported yet: 'date:2016' is taken as text")
    #expect(try message("\"a b\"~3") == "'~3' behind a phrase is not supported yet and is left out")
  }

  /// A `*` that ends a word is no part of a phrase, also of one that was taken as text.
  @Test func starOfAPrefixIsNotInTheText() {
    #expect(outcome("a**") == .query("\"a\"", warnings: [0..<3]))
    #expect(outcome("wi?d*") == .query("\"wi?d\"", warnings: [0..<5]))
    #expect(outcome("*a*") == .query("\"*a\"", warnings: [0..<3]))
    #expect(outcome("/(a*.b)/") == .query("\"/(a .b)/\"", warnings: [0..<8]))
  }

  @Test func callsThatAreNoneAreWordsAndGroups() {
    #expect(outcome("AROUND(x)", strict: true) == .query("+AROUND +x"))
    #expect(outcome("AROUND()") == .query("AROUND", warnings: [6..<8]))
    #expect(outcome("AROUND(3") == .query("+AROUND +3", warnings: [6..<7]))
    #expect(outcome("around(3)", strict: true) == .query("+around +3"))
  }

  @Test func rangesThatAreNoneAreWords() {
    #expect(outcome("date:[a TO b") == .query("+\"date:[a\" +TO +b", warnings: [0..<7]))
    #expect(outcome("date:[a (TO) b]") == .query("+\"date:[a\" +TO +b]", warnings: [0..<7]))
  }

  /// A modifier behind a phrase or group is left out with a warning: as a word it would spoil the query.
  @Test(arguments: ["~3", "~", "*", "^2", "~2^0.5"])
  func modifierIsLeftOut(_ suffix: String) {
    let length = suffix.utf8.count
    #expect(outcome("\"a b\"\(suffix) c") == .query("+\"a b\" +c", warnings: [5..<5 + length]))
    #expect(outcome("\"a b\"\(suffix)", strict: true) == .error(.unsupported, 5..<5 + length))
    #expect(outcome("(a OR b)\(suffix)") == .query("a b", warnings: [8..<8 + length]))
    #expect(outcome("(a OR b)\(suffix)", strict: true) == .error(.unsupported, 8..<8 + length))
  }

  @Test func wordBehindAPhraseIsNoModifier() {
    #expect(outcome("\"a b\"~x", strict: true) == .query("+\"a b\" +~x"))
    #expect(outcome("\"a b\"2", strict: true) == .query("+\"a b\" +2"))
  }

  @Test func longTextIsCutInMessages() throws {
    let warning = try #require(try parse(String(repeating: "é", count: 200) + "*x").warnings.first)
    #expect(warning.message.contains("'" + String(repeating: "é", count: 40) + "…'"))
  }
}
