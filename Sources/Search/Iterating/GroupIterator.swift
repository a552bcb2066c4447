import Postings

/// The documents of a base iterator, without those that match prohibited clauses, and rated higher where optional ones match.
final class GroupIterator: DocIterator {
  /// A clause whose score counts.
  struct ScoredClause {
    var iterator: DocIterator
    /// Whether it has to be asked if it matches; a required one is walked by the base and does.
    var isOptional: Bool
  }

  private let base: DocIterator
  /// In the order of the query, in which scores are summed.
  private let scored: [ScoredClause]
  private let prohibited: [DocIterator]

  init(base: DocIterator, scored: [ScoredClause], prohibited: [DocIterator]) {
    self.base = base
    self.scored = scored
    self.prohibited = prohibited
    super.init(cost: base.cost)
  }

  override func next() throws -> DocID {
    document = try base.next()
    return document
  }

  override func advance(to target: DocID) throws -> DocID {
    document = try base.advance(to: target)
    return document
  }

  override func matches() throws -> Bool {
    guard try base.matches() else { return false }
    for clause in prohibited where try reaches(clause) { return false }
    return true
  }

  override func score() throws -> Float {
    var sum = 0.0
    for clause in scored where try !clause.isOptional || reaches(clause.iterator) {
      sum += Double(try clause.iterator.score())
    }
    return Float(sum)
  }

  private func reaches(_ iterator: DocIterator) throws -> Bool {
    try iterator.advance(to: document) == document && iterator.matches()
  }
}
