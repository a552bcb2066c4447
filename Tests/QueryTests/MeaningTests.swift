import Query
import TestSupport
import Testing

/// What queries select, against an evaluator that knows nothing of the parser's trees.
@Suite struct MeaningTests {
  static let letters = ["a", "b", "c", "d"]

  /// Every document over four words, as the set of its words.
  static let documents: [Set<String>] = (0..<16).map { bits in
    Set(letters.indices.filter { bits >> $0 & 1 == 1 }.map { letters[$0] })
  }

  static func matches(_ node: QueryNode, _ document: Set<String>) -> Bool {
    switch node {
    case .word(let text), .phrase(let text): return document.contains(text.text)
    case .prefix(let text): return document.contains { $0.hasPrefix(text.text) }
    case .field(_, let node): return matches(node, document)
    case .boolean(let clauses):
      func anyMatches(_ occur: Occur) -> Bool {
        clauses.contains { $0.occur == occur && matches($0.node, document) }
      }
      let required = clauses.filter { $0.occur == .required }
      return required.allSatisfy { matches($0.node, document) } && !anyMatches(.prohibited)
        && (!required.isEmpty || anyMatches(.optional))
    }
  }

  /// A formula in which a negation always stands beside something positive.
  indirect enum Formula {
    case word(String)
    case all([Formula], not: [Formula])
    case any([Formula])

    static func random(_ generator: inout SplitMix64, depth: Int) -> Formula {
      func several(_ range: ClosedRange<Int>) -> [Formula] {
        (0..<range.lowerBound + generator.below(range.count)).map { _ in random(&generator, depth: depth - 1) }
      }
      switch generator.below(depth > 0 ? 4 : 1) {
      case 0: return .word(letters[generator.below(4)])
      case 1: return .any(several(2...3))
      case 2: return .all(several(2...3), not: [])
      default: return .all(several(1...2), not: several(1...2))
      }
    }

    func matches(_ document: Set<String>) -> Bool {
      switch self {
      case .word(let word): document.contains(word)
      case .all(let wanted, let unwanted):
        wanted.allSatisfy { $0.matches(document) } && !unwanted.contains { $0.matches(document) }
      case .any(let wanted): wanted.contains { $0.matches(document) }
      }
    }

    /// With parentheses around everything, so that no precedence is needed.
    var parenthesised: String {
      switch self {
      case .word(let word): "(\(word))"
      case .all(let wanted, let unwanted):
        "(" + (wanted.map(\.parenthesised) + unwanted.map { "(NOT \($0.parenthesised))" }).joined(separator: " AND ")
          + ")"
      case .any(let wanted):
        "(" + wanted.map(\.parenthesised).joined(separator: " OR ") + ")"
      }
    }

    /// With as few parentheses as the precedence allows, and any of the spellings that the default operator offers.
    func terse(_ defaultOperator: DefaultOperator, _ generator: inout SplitMix64) -> String {
      func operand(_ formula: Formula) -> String {
        if case .word(let word) = formula { return word }
        return "(" + formula.terse(defaultOperator, &generator) + ")"
      }
      switch self {
      case .word(let word):
        return word
      case .all(let wanted, let unwanted):
        let joins = defaultOperator == .and ? [" ", " AND "] : [" AND "]
        var terms = wanted.map { (generator.below(4) == 0 ? "+" : "") + operand($0) }
        for formula in unwanted {
          let term = (generator.below(2) == 0 ? "-" : "NOT ") + operand(formula)
          terms.insert(term, at: generator.below(terms.count + 1))
        }
        return terms.dropFirst().reduce(terms[0]) { $0 + joins[generator.below(joins.count)] + $1 }
      case .any(let wanted):
        let joins = defaultOperator == .and ? [" OR "] : [" ", " OR "]
        let terms = wanted.map { formula in
          if case .all = formula { return formula.terse(defaultOperator, &generator) }
          return operand(formula)
        }
        return terms.dropFirst().reduce(terms[0]) { $0 + joins[generator.below(joins.count)] + $1 }
      }
    }
  }

  private func expectSame(_ query: String, _ defaultOperator: DefaultOperator, as formula: Formula) throws {
    let root = try parse(query, defaultOperator, strict: true, limits: wideLimits).root
    let selected = Self.documents.map { Self.matches(root, $0) }
    #expect(selected == Self.documents.map(formula.matches), "\(defaultOperator): \(query) read as \(root)")
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func formulas(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let formula = Formula.random(&generator, depth: 4)
      for defaultOperator in DefaultOperator.allCases {
        try expectSame(formula.parenthesised, defaultOperator, as: formula)
        try expectSame(formula.terse(defaultOperator, &generator), defaultOperator, as: formula)
      }
    }
  }

  /// Lists of signed words with optional words, as search-engine benchmarks write them.
  @Test(arguments: 1...4 as ClosedRange<UInt64>) func signedLists(_ seed: UInt64) throws {
    var generator = SplitMix64(seed: seed)
    for _ in 0..<200 {
      let terms = (0..<1 + generator.below(4)).map { _ in
        (sign: ["", "+", "-"][generator.below(3)], word: Self.letters[generator.below(4)])
      }
      let query = terms.map { $0.sign + $0.word }.joined(separator: " ")
      func words(_ sign: String) -> [String] { terms.filter { $0.sign == sign }.map(\.word) }
      guard terms.contains(where: { $0.sign != "-" }) else {
        #expect(outcome(query, .or) == .error(.onlyExclusions, 0..<query.utf8.count))
        continue
      }
      let root = try parse(query, .or, strict: true).root
      let expected = Self.documents.map { document in
        words("+").allSatisfy(document.contains) && !words("-").contains(where: document.contains)
          && (!words("+").isEmpty || words("").contains(where: document.contains))
      }
      #expect(Self.documents.map { Self.matches(root, $0) } == expected, "\(query)")
      #expect(root.leaves.map(\.text) == terms.map(\.word), "\(query)")
    }
  }
}
