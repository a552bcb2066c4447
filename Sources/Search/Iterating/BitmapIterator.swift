import Postings

/// The documents of a set, all with one score.
final class BitmapIterator: DocIterator {
  private let set: DocumentSet
  private let constantScore: Float

  init(_ set: DocumentSet, score: Float) {
    self.set = set
    constantScore = score
    super.init(cost: set.count)
  }

  private var isStarted = false

  override func next() throws -> DocID {
    try advance(to: isStarted ? document &+ 1 : 0)
  }

  override func advance(to target: DocID) throws -> DocID {
    guard document != .exhausted else { return .exhausted }
    guard !isStarted || document < target else { return document }
    isStarted = true
    document = set.first(notBefore: target)
    return document
  }

  override func score() throws -> Float { constantScore }
}
