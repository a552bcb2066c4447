/// Keeps the first matches of a document, and counts all of them.
struct MatchCollector {
  /// How many matches were added.
  private(set) var count = 0

  private let limit: Int
  private var kept: [Match] = []
  /// No match from this one on can be among the first.
  private var bound: Match?
  private var firstOfLeaf: [Match?]

  init(limit: Int, leafCount: Int) {
    self.limit = max(limit, 0)
    firstOfLeaf = Array(repeating: nil, count: leafCount)
  }

  /// Adds a match, in any order.
  mutating func add(_ match: Match) {
    count &+= 1
    if let first = firstOfLeaf[match.leaf] {
      if match < first { firstOfLeaf[match.leaf] = match }
    } else {
      firstOfLeaf[match.leaf] = match
    }
    if let bound, match >= bound { return }
    kept.append(match)
    // Sorted once in `limit` matches at most, and once in all where matches come in order.
    if kept.count > 2 * limit { drop() }
  }

  /// The matches to be told, in their order.
  func sorted() -> [Match] {
    let first = Array(kept.sorted().prefix(limit))
    var isShown = firstOfLeaf.map { _ in false }
    for match in first { isShown[match.leaf] = true }
    return first + firstOfLeaf.compactMap { $0 }.filter { !isShown[$0.leaf] }.sorted()
  }

  private mutating func drop() {
    kept.sort()
    bound = kept[limit]
    kept.removeSubrange(limit...)
  }
}
