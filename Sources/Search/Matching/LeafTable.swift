/// Which leaf each pattern is told as in the title, and which in the body: the first of those that look for it there.
struct LeafTable: Equatable {
  /// Stands for a pattern that is not told.
  static let none = Int32.max

  private var inTitle: [Int32]
  private var inBody: [Int32]

  init(_ uses: [MatchTree.Use], patternCount: Int) {
    inTitle = Array(repeating: Self.none, count: patternCount)
    inBody = inTitle
    for use in uses {
      guard let leaf = use.leaf.map({ Int32($0) }) else { continue }
      inTitle[use.pattern] = min(inTitle[use.pattern], leaf)
      if !use.isTitleOnly { inBody[use.pattern] = min(inBody[use.pattern], leaf) }
    }
  }

  /// The leaf of a pattern, or `none`.
  subscript(pattern: Int, isTitle: Bool) -> Int32 {
    isTitle ? inTitle[pattern] : inBody[pattern]
  }

  /// Tells none of the patterns that were not found: a table that differs in them only gives the same matches.
  func restricted(to scan: MatchScan) -> LeafTable {
    var table = self
    for pattern in inTitle.indices {
      if !scan.isInTitle[pattern] { table.inTitle[pattern] = Self.none }
      if !scan.isInBody[pattern] { table.inBody[pattern] = Self.none }
    }
    return table
  }
}
