import Postings

/// The documents that match at least one of several iterators.
final class DisjunctionIterator: DocIterator {
  /// In the order of the query, in which scores are summed.
  private let children: [DocIterator]
  /// Whether each child matches the current document.
  private var isMatching: [Bool]
  private let watch: Watch
  private var isStarted = false

  init(_ children: [DocIterator], watch: Watch) {
    self.children = children
    isMatching = children.map { _ in false }
    self.watch = watch
    super.init(cost: children.reduce(0) { $0 + $1.cost })
  }

  override func next() throws -> DocID {
    try advance(to: isStarted ? document &+ 1 : 0)
  }

  override func advance(to target: DocID) throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    isStarted = true
    try watch.tick()
    var first = DocID.exhausted
    for child in children { first = min(first, try child.advance(to: target)) }
    document = first
    return first
  }

  override func matches() throws -> Bool {
    var result = false
    for (index, child) in children.enumerated() {
      isMatching[index] = try child.document == document && child.matches()
      result = result || isMatching[index]
    }
    return result
  }

  override func score() throws -> Float {
    var sum = 0.0
    for (index, child) in children.enumerated() where isMatching[index] { sum += Double(try child.score()) }
    return Float(sum)
  }
}
