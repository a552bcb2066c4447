import Index
import Postings

/// The documents that hold a phrase: candidates are in all lists that it needs, and positions are looked at only then.
final class PhraseIterator: DocIterator {
  /// The lists that a document must be in, the shortest first.
  private let filters: [PostingsCursor]
  private let first: Borrowed<PostingsCursor>
  private let others: [Borrowed<PostingsCursor>]
  private let matcher: PhraseMatcher
  private let scorer: LeafScorer?
  private let watch: Watch

  init(filters: [PostingsCursor], matcher: PhraseMatcher, scorer: LeafScorer?, watch: Watch) {
    self.filters = filters.sorted { $0.entry.documentFrequency < $1.entry.documentFrequency }
    first = Borrowed(self.filters[0])
    others = self.filters.dropFirst().map { Borrowed($0) }
    self.matcher = matcher
    self.scorer = scorer
    self.watch = watch
    super.init(cost: self.filters[0].entry.documentFrequency)
  }

  override func next() throws -> DocID {
    try align(first.with { try $0.next() })
  }

  override func advance(to target: DocID) throws -> DocID {
    try align(first.with { try $0.advance(to: target) })
  }

  /// Steps to the first document, from `candidate` on, that all filters reach.
  private func align(_ candidate: DocID) throws -> DocID {
    var candidate = candidate
    search: while candidate != .exhausted {
      try watch.tick()
      for index in others.indices {
        let found = try others[index].with { try $0.advance(to: candidate) }
        if found != candidate {
          candidate = found == .exhausted ? .exhausted : try first.with { try $0.advance(to: found) }
          continue search
        }
      }
      break
    }
    document = candidate
    return candidate
  }

  override func matches() throws -> Bool {
    try matcher.match(document)
  }

  override func score() throws -> Float {
    guard let scorer else { return 0 }
    return scorer.score(document, frequency: matcher.frequency)
  }
}
