import Postings

/// Walks the documents of one segment that match a part of a query. This one matches none; subclasses override.
///
/// It begins before the first document, moves forward only, and is cheap to move: documents at which it stops are candidates
/// until `matches` confirms them, so that the other parts of a query can rule them out first.
class DocIterator {
  /// The candidate; meaningless before the first step, `exhausted` behind the last.
  final var document: DocID = 0

  /// How many candidates there are at most.
  final let cost: Int

  init(cost: Int = 0) {
    self.cost = cost
  }

  /// Steps to the next candidate.
  func next() throws -> DocID { exhaust() }

  /// Steps to the first candidate that is not before `target`; stays where it is if the current one is not.
  func advance(to target: DocID) throws -> DocID { exhaust() }

  /// Whether the candidate matches. To be called once for each candidate, before `score`.
  func matches() throws -> Bool { true }

  /// The score of the current document, which matches. Optional parts may move to it meanwhile.
  func score() throws -> Float { 0 }

  final func exhaust() -> DocID {
    document = .exhausted
    return .exhausted
  }
}
