import Index
import Postings
import Query

/// Makes the iterators that answer a bound query in one segment.
struct SegmentExecution {
  private let reader: SegmentReader
  /// The segment's number in the snapshot.
  private let number: Int
  /// Nil if scores are not wanted.
  private let lengths: LengthNormalization?
  private let watch: Watch

  init(_ reader: SegmentReader, number: Int, lengths: LengthNormalization?, watch: Watch) {
    self.reader = reader
    self.number = number
    self.lengths = lengths
    self.watch = watch
  }

  /// An iterator over the documents that match `node`; its cost is 0 if there are none.
  func iterator(_ node: BoundNode) throws -> DocIterator {
    switch node {
    case .nothing: DocIterator()
    case .phrase(let phrase): try iterator(phrase)
    case .prefix(let prefix): try iterator(prefix)
    case .group(let clauses): try iterator(clauses)
    }
  }

  private func iterator(_ phrase: BoundNode.Phrase) throws -> DocIterator {
    var cursors: [PostingsCursor] = []
    for term in phrase.terms {
      guard let entry = term.entries[number] else { return DocIterator() }
      cursors.append(reader.postings(of: entry))
    }
    let scorer = try lengths.map { LeafScorer(weight: phrase.weight, lengths: $0, norms: try reader.norms()) }
    if phrase.slots.count == 1, !phrase.isTitleOnly { return TermIterator(cursors[0], scorer: scorer) }
    return PhraseIterator(
      cursors: cursors, slots: phrase.slots, scorer: scorer, titleReader: phrase.isTitleOnly ? reader : nil,
      watch: watch)
  }

  private func iterator(_ prefix: BoundNode.Prefix) throws -> DocIterator {
    var set = DocumentSet(capacity: reader.documentCount)
    for entry in prefix.entries[number] {
      let cursor = reader.postings(of: entry)
      while true {
        let document = try cursor.next()
        if document == .exhausted { break }
        try watch.tick()
        if prefix.isTitleOnly {
          try watch.tick(Int(cursor.frequency() &>> 6))
          if try !isInTitle(cursor, document) { continue }
        }
        set.insert(document)
      }
    }
    return BitmapIterator(set, score: prefix.score)
  }

  private func isInTitle(_ cursor: PostingsCursor, _ document: DocID) throws -> Bool {
    guard let first = unsafe try cursor.positions().first else { return false }
    return Int(first) < (try reader.titleLength(of: document))
  }

  private func iterator(_ clauses: [BoundNode.Clause]) throws -> DocIterator {
    var required: [DocIterator] = []
    var optional: [DocIterator] = []
    var prohibited: [DocIterator] = []
    var scored: [GroupIterator.ScoredClause] = []
    let isAnyRequired = clauses.contains { $0.occur == .required }
    for clause in clauses {
      if clause.occur == .optional, isAnyRequired, lengths == nil { continue }
      let iterator = try iterator(clause.node)
      switch clause.occur {
      case .required:
        if iterator.cost == 0 { return DocIterator() }
        required.append(iterator)
        scored.append(GroupIterator.ScoredClause(iterator: iterator, isOptional: false))
      case .optional where iterator.cost > 0:
        optional.append(iterator)
        scored.append(GroupIterator.ScoredClause(iterator: iterator, isOptional: true))
      case .prohibited where iterator.cost > 0:
        prohibited.append(iterator)
      case .optional, .prohibited:
        break
      }
    }
    if isAnyRequired {
      let base = conjunction(required)
      if optional.isEmpty, prohibited.isEmpty { return base }
      return GroupIterator(base: base, scored: scored, prohibited: prohibited)
    }
    let base = disjunction(optional)
    if prohibited.isEmpty { return base }
    let clause = GroupIterator.ScoredClause(iterator: base, isOptional: false)
    return GroupIterator(base: base, scored: [clause], prohibited: prohibited)
  }

  private func conjunction(_ iterators: [DocIterator]) -> DocIterator {
    iterators.count == 1 ? iterators[0] : ConjunctionIterator(iterators, watch: watch)
  }

  private func disjunction(_ iterators: [DocIterator]) -> DocIterator {
    switch iterators.count {
    case 0: DocIterator()
    case 1: iterators[0]
    default: DisjunctionIterator(iterators, watch: watch)
    }
  }
}
