import Query
import TestSupport
import Testing

/// Trees in normal form, written out and read back.
@Suite struct CanonicalFormTests {
  static let words = [
    "a", "don't", "state-of-the-art", "C++", "http://x.org", "12:30", "who?", "and", "near", "'tis", "!5", "–5",
    "naïve", "日本語",
    "std::vector", "#x",
    "x^", "/usr/bin", "a\\", "Warning:", "::a", "//a",
  ]
  static let phrases = [
    "a b", "AND", "--amend", "!!!", "foo:bar", "he said “no”", " padded ", "a*b", "(a", "+x", "*", "title:",
    "line\nbreak", "\\", "NEAR", "&&", "–a", "!a", "2 * 3", "'a b'", "‹a›",
  ]
  static let prefixes = ["pre", "12:3", "é", "a-b", "AND", "C+", ":a", "//a"]

  static func leaf(_ generator: inout SplitMix64) -> QueryNode {
    switch generator.below(4) {
    case 0: .phrase(phrases[generator.below(phrases.count)])
    case 1: .prefix(prefixes[generator.below(prefixes.count)])
    default: .word(words[generator.below(words.count)])
    }
  }

  static func node(_ generator: inout SplitMix64, depth: Int) -> QueryNode {
    switch generator.below(depth > 0 ? 5 : 1) {
    case 0, 1:
      return leaf(&generator)
    case 2:
      let inner = node(&generator, depth: depth - 1)
      if case .field = inner { return inner }
      return .field(.title, inner)
    default:
      var clauses: [QueryClause] = []
      for _ in 0..<2 + generator.below(3) {
        clauses.append(clause(&generator, depth: depth))
      }
      if clauses.allSatisfy({ $0.occur == .prohibited }) { clauses[0].occur = .required }
      // What became required above may be a group that a required clause would not hold.
      if !isNormal(clauses[0]) { clauses[0].node = leaf(&generator) }
      return .boolean(clauses)
    }
  }

  static func clause(_ generator: inout SplitMix64, depth: Int) -> QueryClause {
    let occurs: [Occur] = [.required, .optional, .optional, .prohibited]
    let clause = QueryClause(occur: occurs[generator.below(4)], node: node(&generator, depth: depth - 1))
    return isNormal(clause) ? clause : QueryClause(occur: clause.occur, node: leaf(&generator))
  }

  /// Whether the clause's group has to stay a group of its own.
  static func isNormal(_ clause: QueryClause) -> Bool {
    guard case .boolean(let inner) = clause.node else { return true }
    return clause.occur == .required
      ? !inner.contains { $0.occur == .required } : inner.contains { $0.occur != .optional }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func readsBack(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<300 {
      let tree = Self.node(&generator, depth: 4)
      let parsed = try parse(tree.description, .or, strict: true, limits: wideLimits)
      #expect(parsed.root.withoutRanges == tree, "\(tree)")
    }
  }
}
