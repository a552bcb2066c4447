import Index
import Postings

/// The documents that hold a term.
final class TermIterator: DocIterator {
  private let cursor: PostingsCursor
  /// Nil where scores are not wanted.
  private let scorer: LeafScorer?

  init(_ cursor: PostingsCursor, scorer: LeafScorer?) {
    self.cursor = cursor
    self.scorer = scorer
    super.init(cost: cursor.entry.documentFrequency)
  }

  override func next() throws -> DocID {
    document = try cursor.next()
    return document
  }

  override func advance(to target: DocID) throws -> DocID {
    document = try cursor.advance(to: target)
    return document
  }

  override func score() throws -> Float {
    guard let scorer else { return 0 }
    return scorer.score(document, frequency: try cursor.frequency())
  }
}
