import Query

/// A query as it is matched against the text of a single document: which patterns it looks for, and what they have to do with
/// each other.
struct MatchTree {
  /// A pattern at one place of the query. Several places may have the same pattern.
  struct Use {
    /// The number of a phrase, or, behind those of all phrases, of a prefix.
    var pattern: Int
    var isTitleOnly: Bool
    /// An index into `leaves`; nil for what is excluded, which is never told as a match.
    var leaf: Int?
  }

  /// A part of the query.
  indirect enum Node {
    case nothing
    case use(Int)
    case group([(occur: Occur, node: Node)])
  }

  private(set) var root = Node.nothing
  private(set) var uses: [Use] = []
  /// The bytes of the query that each leaf has that is not excluded; the readings of one compound are one leaf.
  private(set) var leaves: [Range<Int>] = []
  /// The different terms.
  private(set) var terms: [[UInt8]] = []
  /// The different phrases as indices into `terms`.
  private(set) var phrases: [[Int]] = []
  /// The different prefixes.
  private(set) var prefixes: [[UInt8]] = []

  private var termNumbers: [[UInt8]: Int] = [:]
  private var phraseNumbers: [[Int]: Int] = [:]
  private var prefixNumbers: [[UInt8]: Int] = [:]
  private var leafNumbers: [Range<Int>: Int] = [:]

  /// - Parameters:
  ///   - plan: the query.
  ///   - forms: gives the terms that have a stem.
  init(_ plan: PlanNode, forms: (StemPlan) throws -> [[UInt8]]) rethrows {
    root = try node(plan, isPositive: true, forms)
    for index in uses.indices where uses[index].pattern < 0 {
      uses[index].pattern = phrases.count + ~uses[index].pattern
    }
  }

  /// The uses that stand in a document, in parts of the query that match it and that the groups around them need or take.
  ///
  /// - Parameters:
  ///   - isComplete: whether all of the document was looked at. If not, nothing is taken as excluded by its absence.
  ///   - isSeen: whether a use stands in the document.
  /// - Returns: the uses, none of them excluded; nil if the document does not match, or may not.
  func liveUses(isComplete: Bool, isSeen: (Use) -> Bool) -> [Use]? {
    liveUses(of: root, isComplete, isSeen)
  }

  private func liveUses(of node: Node, _ isComplete: Bool, _ isSeen: (Use) -> Bool) -> [Use]? {
    switch node {
    case .nothing: return nil
    case .use(let number): return isSeen(uses[number]) ? [uses[number]] : nil
    case .group(let clauses):
      var live: [Use] = []
      for (occur, node) in clauses {
        switch occur {
        case .required:
          guard let part = liveUses(of: node, isComplete, isSeen) else { return nil }
          live += part
        case .optional:
          live += liveUses(of: node, isComplete, isSeen) ?? []
        case .prohibited:
          guard isComplete, liveUses(of: node, isComplete, isSeen) == nil else { return nil }
        }
      }
      return live.isEmpty ? nil : live
    }
  }

  private mutating func node(
    _ plan: PlanNode, isPositive: Bool, _ forms: (StemPlan) throws -> [[UInt8]]
  ) rethrows -> Node {
    switch plan {
    case .nothing:
      return .nothing
    case .phrase(let phrase):
      let pattern = number(of: phrase.terms)
      return use(pattern, isTitleOnly: phrase.isTitleOnly, range: phrase.range, isPositive: isPositive)
    case .prefix(let prefix):
      // Where the prefixes begin is known only when all phrases are.
      let pattern = ~Self.number(of: prefix.prefix, in: &prefixes, &prefixNumbers)
      return use(pattern, isTitleOnly: prefix.isTitleOnly, range: prefix.range, isPositive: isPositive)
    case .stem(let stem):
      return .group(
        try forms(stem).map { term in
          let pattern = number(of: [term])
          return (
            .optional, use(pattern, isTitleOnly: stem.isTitleOnly, range: stem.range, isPositive: isPositive)
          )
        })
    case .boolean(let clauses):
      return .group(
        try clauses.map {
          ($0.occur, try node($0.node, isPositive: isPositive && $0.occur != .prohibited, forms))
        })
    }
  }

  /// The number of a phrase.
  private mutating func number(of terms: [[UInt8]]) -> Int {
    let numbers = terms.map { Self.number(of: $0, in: &self.terms, &termNumbers) }
    return Self.number(of: numbers, in: &phrases, &phraseNumbers)
  }

  private mutating func use(_ pattern: Int, isTitleOnly: Bool, range: Range<Int>, isPositive: Bool) -> Node {
    let leaf = isPositive ? Self.number(of: range, in: &leaves, &leafNumbers) : nil
    uses.append(Use(pattern: pattern, isTitleOnly: isTitleOnly, leaf: leaf))
    return .use(uses.count - 1)
  }

  private static func number<Value: Hashable>(
    of value: Value, in values: inout [Value], _ numbers: inout [Value: Int]
  ) -> Int {
    if let number = numbers[value] { return number }
    numbers[value] = values.count
    values.append(value)
    return values.count - 1
  }
}
