import Index
import Postings
import Query

/// The tree of iterators for queries of any shape.
extension SegmentExecution {
  /// An iterator over the documents that match `node`; its cost is 0 if there are none.
  func iterator(_ node: BoundNode) throws -> DocIterator {
    switch node {
    case .nothing: DocIterator()
    case .term(let entries, let weight): try entries[number].map { try iterator($0, weight: weight) } ?? DocIterator()
    case .phrase(let phrase): try iterator(phrase)
    case .prefix(let prefix): try iterator(prefix)
    case .group(let clauses): try iterator(clauses)
    }
  }

  private func iterator(_ entry: TermEntry, weight: Float) throws -> DocIterator {
    TermIterator(try reader.postings(of: entry), scorer: try scorer(weight: weight))
  }

  private func iterator(_ phrase: BoundNode.Phrase) throws -> DocIterator {
    switch try SegmentPhrase(phrase, segment: number, reader: reader) {
    case .absent:
      return DocIterator()
    case .list(let entry):
      return try iterator(entry, weight: phrase.weight)
    case .positions(let filters, let terms):
      let cursors = try terms.map { try reader.postings(of: $0) }
      let matcher = unsafe PhraseMatcher(
        cursors: cursors, postings: cursors.map { _ in nil }, slots: phrase.slots,
        titleReader: phrase.isTitleOnly ? reader : nil, watch: watch)
      // A term that is a filter is read by one cursor.
      let filterCursors = try filters.map { filter in
        try terms.firstIndex(of: filter).map { cursors[$0] } ?? reader.postings(of: filter)
      }
      return PhraseIterator(
        filters: filterCursors, matcher: matcher, scorer: try scorer(weight: phrase.weight), watch: watch)
    }
  }

  private func iterator(_ prefix: BoundNode.Prefix) throws -> DocIterator {
    var set = DocumentSet(capacity: reader.documentCount)
    for entry in prefix.entries[number] {
      let cursor = try reader.postings(of: entry)
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
