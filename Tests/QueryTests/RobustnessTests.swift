import Query
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Random and hostile input.
@Suite struct RobustnessTests {
  /// Pieces of queries, operators and delimiters over-represented.
  static let pieces: [String] = [
    "a", "b", "word", "don't", "é", "日本", "\"", "\"", "“", "”", "„", "«", "»", "(", "(", ")", ")", " ", " ", " ", " ",
    "\t",
    "\u{3000}", "+", "-", "-", "*", "AND", "OR", "NOT", " AND ", " OR ", " NOT ", "title:", "title:(", "foo:", "date:",
    "date:[1 TO 2]",
    "http://", ":", "::", "/", "/x/", "\\/", "~", "~2", "^2", "?", "NEAR/3", ".", "!", "\\", "0", "\u{301}",
    "a*", "* ", "–", "—", "‹", "›", "'", "'a", "a'", "‘", "’", "&&", "|", " & ", "NEAR", " ADJ ", "AROUND(3)", "Title:",
  ]

  static func randomText(_ generator: inout SplitMix64) -> [UInt8] {
    var bytes: [UInt8] = []
    for _ in 0..<generator.below(24) {
      bytes += pieces[generator.below(pieces.count)].utf8
    }
    return bytes
  }

  static func randomBytes(_ generator: inout SplitMix64) -> [UInt8] {
    var bytes = randomText(&generator)
    for _ in 0..<1 + generator.below(3) {
      bytes.insert(UInt8(generator.below(256)), at: generator.below(bytes.count + 1))
    }
    return bytes
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func bytesNeverTrapAndOnlyListedErrorsAreThrown(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for round in 0..<500 {
      let bytes = round % 4 == 0 ? Self.randomBytes(&generator) : Self.randomText(&generator)
      for defaultOperator in DefaultOperator.allCases {
        try check(bytes, defaultOperator)
      }
    }
  }

  private func check(_ bytes: [UInt8], _ defaultOperator: DefaultOperator) throws {
    let place = Comment(rawValue: "\(defaultOperator): \(String(decoding: bytes, as: UTF8.self))")
    var options = QueryOptions(defaultOperator: defaultOperator)
    let lenient = Result { () throws(QuerySyntaxError) in try QueryParser(options: options).parse(utf8: bytes) }
    options.isStrict = true
    let strict = Result { () throws(QuerySyntaxError) in try QueryParser(options: options).parse(utf8: bytes) }

    switch lenient {
    case .failure(let error):
      #expect(lenientCodes.contains(error.code), place)
      #expect(error.range.lowerBound >= 0 && error.range.upperBound <= bytes.count, place)
      #expect(strict == lenient, place)
    case .success(let parsed):
      // Strict differs from lenient exactly where there was something to warn of.
      let firstWarning = parsed.warnings.first?.range
      switch strict {
      case .success(let same): #expect(same == parsed && firstWarning == nil, place)
      case .failure(let error): #expect(error.range == firstWarning && !lenientCodes.contains(error.code), place)
      }
      checkPlaces(of: parsed, in: bytes, place)
      // Canonical forms read back, without a warning.
      let canonical = parsed.root.description
      let again = try parse(canonical, .or, strict: true, limits: wideLimits)
      #expect(again.root.withoutRanges == parsed.root.withoutRanges, place)
      #expect(again.root.description == canonical, place)
    }
  }

  /// The `*` that ends a word of a phrase is not in its text, or is a space there.
  private func isNoStar(_ byte: UInt8) -> Bool {
    byte != UInt8(ascii: "*") && byte != UInt8(ascii: " ")
  }

  /// Leaves and warnings lie inside the query, in order, and leaves where their text stands.
  private func checkPlaces(of parsed: ParsedQuery, in bytes: [UInt8], _ place: Comment) {
    var end = 0
    for leaf in parsed.root.leaves {
      #expect(leaf.range.lowerBound >= end && leaf.range.upperBound <= bytes.count, place)
      guard leaf.range.lowerBound >= end, leaf.range.upperBound <= bytes.count else { return }
      // By bytes: a `String` would see a combining mark behind a quotation mark as one character.
      #expect(bytes[leaf.range].filter(isNoStar).contains(leaf.text.utf8.filter(isNoStar)), place)
      #expect(!leaf.text.isEmpty, place)
      end = leaf.range.upperBound
    }
    var start = 0
    for warning in parsed.warnings {
      #expect(warning.range.lowerBound >= start && warning.range.upperBound <= bytes.count, place)
      start = warning.range.lowerBound
    }
  }

  /// What comes again and again in a query that is read in more than linear time, if any does.
  static let repetitions: [String] = [
    "(", ")", "a ", "\"", "“", "NOT ", "AND ", "-", "+ ", "title:", "-title:", "foo:", "/", "/(", "\\/(", "date:[a TO ",
    "date:[ ", "\"a\"~", "(a) ", "a OR ", "*", "?", "~", "^", "\u{301}", "a\"", "-a ", "x(",
    "a*", "a* ", "a*.", "–a", "title:–", "title:!", "'a b' ", "a' ", "'a ", "a & ", "AROUND(", "AROUND(1", "NEAR ",
  ]

  @Test(arguments: repetitions) func timeIsLinear(_ piece: String) {
    expectLinearTime(Array(piece.utf8))
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func timeIsLinearForMixtures(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<8 {
      expectLinearTime(
        (0..<2 + generator.below(4)).flatMap { _ in Self.pieces[generator.below(Self.pieces.count)].utf8 })
    }
  }

  /// Sixteen times the text takes sixteen times the time; were it quadratic, 256 times.
  private func expectLinearTime(_ piece: [UInt8]) {
    let short = Self.processorTime(ofParsing: piece, repeatedTo: 1 << 10)
    let long = Self.processorTime(ofParsing: piece, repeatedTo: 1 << 14)
    #expect(long < 64 * short, "\(String(decoding: piece, as: UTF8.self)): \(short) ns, then \(long) ns")
  }

  /// Of this thread, in nanoseconds: the least of some measurements.
  private static func processorTime(ofParsing piece: [UInt8], repeatedTo length: Int) -> Int {
    let query = (0..<length / piece.count).flatMap { _ in piece }
    let limits = QueryLimits(byteCount: .max, clauseCount: .max, nesting: 16)
    let parser = QueryParser(options: QueryOptions(limits: limits))
    return (0..<3).map { _ in
      let start = threadTime()
      for prefix in [[], Array("/".utf8), Array("\"".utf8), Array("'a ".utf8)] {
        _ = try? parser.parse(utf8: prefix + query)
      }
      return threadTime() - start
    }.min() ?? 0
  }

  private static func threadTime() -> Int {
    var time = timespec()
    unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
