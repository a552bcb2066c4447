import Postings

/// The documents that match all of several iterators.
final class ConjunctionIterator: DocIterator {
  /// The one with the fewest candidates leads.
  private let children: [DocIterator]
  /// In the order of the query, in which scores are summed.
  private let scored: [DocIterator]
  private let watch: Watch

  /// Joins iterators, at least one, in the order of the query.
  init(_ children: [DocIterator], watch: Watch) {
    scored = children
    self.children = children.sorted { $0.cost < $1.cost }
    self.watch = watch
    super.init(cost: self.children[0].cost)
  }

  override func next() throws -> DocID {
    try align(children[0].next())
  }

  override func advance(to target: DocID) throws -> DocID {
    try align(children[0].advance(to: target))
  }

  private func align(_ candidate: DocID) throws -> DocID {
    var candidate = candidate
    search: while candidate != .exhausted {
      try watch.tick()
      for index in 1..<children.count {
        let found = try children[index].advance(to: candidate)
        if found != candidate {
          candidate = found == .exhausted ? .exhausted : try children[0].advance(to: found)
          continue search
        }
      }
      break
    }
    document = candidate
    return candidate
  }

  override func matches() throws -> Bool {
    for child in children where try !child.matches() { return false }
    return true
  }

  override func score() throws -> Float {
    var sum = 0.0
    for child in scored { sum += Double(try child.score()) }
    return Float(sum)
  }
}
