/// Builds the tree from tokens, by recursive descent; the lexer has bounded the depth.
///
/// Grammar, loosest first: alternatives are runs joined by `OR`; a run is conjunctions side by side; a conjunction is
/// terms joined by `AND`; a term is an operand under any number of signs and `NOT`s.
struct TreeBuilder {
  /// What a part of the query says: a node, or the negation of one, which has meaning only beside a node.
  private enum Part {
    case positive(QueryNode)
    case negative(QueryNode)

    var negated: Part {
      switch self {
      case .positive(let node): .negative(node)
      case .negative(let node): .positive(node)
      }
    }

    func inField(_ field: QueryField) -> Part {
      switch self {
      case .positive(let node): .positive(.inField(field, node))
      case .negative(let node): .negative(.inField(field, node))
      }
    }
  }

  /// A part with its sign.
  private struct Term {
    var part: Part
    var hasPlus = false

    /// The term as one of several; without a sign it is `bare`.
    func clause(bare: Occur) -> QueryClause {
      switch part {
      case .positive(let node): QueryClause(occur: hasPlus ? .required : bare, node: node)
      case .negative(let node): QueryClause(occur: .prohibited, node: node)
      }
    }
  }

  private let tokens: [Token]
  private let options: QueryOptions
  private var next = 0
  private var leafCount = 0

  init(_ tokens: [Token], options: QueryOptions) {
    self.tokens = tokens
    self.options = options
  }

  /// The tree of all tokens; nil where they say nothing.
  mutating func build() throws(QuerySyntaxError) -> QueryNode? {
    switch try alternatives() {
    case nil: return nil
    case .positive(let node): return node
    case .negative: throw .onlyExclusions(at: range(from: 0))
    }
  }

  private var kind: Token.Kind? {
    next < tokens.count ? tokens[next].kind : nil
  }

  /// The bytes from a token to the one before the next.
  private func range(from first: Int) -> Range<Int> {
    let consumed = tokens[first..<max(first, next)]
    guard let start = consumed.first?.range.lowerBound, let end = consumed.last?.range.upperBound else { return 0..<0 }
    return start..<end
  }

  // MARK: - Rules, loosest first

  private mutating func alternatives() throws(QuerySyntaxError) -> Part? {
    var first = next
    let only = try run()
    guard case .or = kind else { return only }
    var parts = only.map { [(part: $0, range: range(from: first))] } ?? []
    while case .or = kind {
      next += 1
      first = next
      if let part = try run() {
        parts.append((part, range(from: first)))
      }
    }
    guard parts.count > 1 else { return parts.first?.part }
    var clauses: [QueryClause] = []
    for (part, range) in parts {
      guard case .positive(let node) = part else { throw .onlyExclusions(at: range) }
      clauses.append(QueryClause(occur: .optional, node: node))
    }
    return .positive(.joined(clauses))
  }

  private mutating func run() throws(QuerySyntaxError) -> Part? {
    let bare: Occur = options.defaultOperator == .and ? .required : .optional
    var clauses: [QueryClause] = []
    clauses.reserveCapacity(min(tokens.count - next, 8))
    scan: while true {
      switch kind {
      case nil, .or, .close: break scan
      default: break
      }
      if let term = try conjunction() {
        clauses.append(term.clause(bare: bare))
      }
    }
    return group(clauses)
  }

  private mutating func conjunction() throws(QuerySyntaxError) -> Term? {
    var only = try term()
    guard case .and = kind else { return only }
    var clauses = only.map { [$0.clause(bare: .required)] } ?? []
    while case .and = kind {
      next += 1
      if let term = try term() {
        clauses.append(term.clause(bare: .required))
        only = only ?? term
      }
    }
    guard clauses.count > 1 else { return only }
    return group(clauses).map { Term(part: $0) }
  }

  private mutating func term() throws(QuerySyntaxError) -> Term? {
    var isNegated = false
    var hasPlus = false
    scan: while true {
      switch kind {
      case .plus: hasPlus = true
      case .minus, .not: isNegated.toggle()
      default: break scan
      }
      next += 1
    }
    guard let part = try operand() else { return nil }
    return Term(part: isNegated ? part.negated : part, hasPlus: hasPlus)
  }

  private mutating func operand() throws(QuerySyntaxError) -> Part? {
    switch kind {
    case .field(let field):
      next += 1
      return try operand()?.inField(field)
    case .literal(let text):
      try countLeaf()
      next += 1
      let parts = [.positive(.phrase(text)), try operand()].compactMap { $0 }
      return group(parts.map { Term(part: $0).clause(bare: .required) })
    case .leaf(let node):
      try countLeaf()
      next += 1
      return .positive(node)
    case .open:
      next += 1
      let part = try alternatives()
      next += 1
      return part
    default:
      next += 1
      return nil
    }
  }

  private mutating func countLeaf() throws(QuerySyntaxError) {
    leafCount += 1
    guard leafCount <= options.limits.clauseCount else {
      throw .tooManyClauses(at: tokens[next].range, limit: options.limits.clauseCount)
    }
  }

  // MARK: - Groups

  /// Terms beside one another. Negations stand among them as prohibited clauses; where there is nothing else the whole is the
  /// negation of any of them.
  private func group(_ clauses: [QueryClause]) -> Part? {
    if clauses.isEmpty { return nil }
    if clauses.allSatisfy({ $0.occur == .prohibited }) {
      return .negative(.joined(.optional, clauses.map(\.node)))
    }
    return .positive(.joined(clauses))
  }
}
