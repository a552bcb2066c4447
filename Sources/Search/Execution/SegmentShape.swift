import Index
import Query

/// The shapes of queries that scans are made for.
enum SegmentShape {
  /// A term or a phrase that one list answers.
  struct Leaf {
    var entry: TermEntry
    var weight: Float
  }

  /// No document matches.
  case nothing
  /// Documents that are in a list.
  case list(Leaf)
  /// Documents that are in any of the lists, of which there are two at least.
  case disjunction([Leaf])
  /// Documents that are in all of the lists, of which there are two at least.
  case conjunction([Leaf])
  /// A phrase that positions tell of.
  case phrase(BoundNode.Phrase, filters: [TermEntry], terms: [TermEntry])
  /// Anything else.
  case other

  init(_ node: BoundNode, segment number: Int, reader: SegmentReader) throws {
    switch node {
    case .nothing:
      self = .nothing
    case .term(let entries, let weight):
      self = entries[number].map { .list(Leaf(entry: $0, weight: weight)) } ?? .nothing
    case .prefix:
      self = .other
    case .phrase(let phrase):
      switch try SegmentPhrase(phrase, segment: number, reader: reader) {
      case .absent: self = .nothing
      case .list(let entry): self = .list(Leaf(entry: entry, weight: phrase.weight))
      case .positions(let filters, let terms): self = .phrase(phrase, filters: filters, terms: terms)
      }
    case .group(let clauses):
      guard let occur = clauses.first?.occur else {
        self = .nothing
        return
      }
      guard occur != .prohibited, clauses.indices.allSatisfy({ clauses[$0].occur == occur }) else {
        self = .other
        return
      }
      var leaves: [Leaf] = []
      leaves.reserveCapacity(clauses.count)
      for index in clauses.indices {
        switch try SegmentShape(clauses[index].node, segment: number, reader: reader) {
        case .nothing:
          if occur == .optional { continue }
          self = .nothing
          return
        case .list(let leaf):
          leaves.append(leaf)
        default:
          self = .other
          return
        }
      }
      if leaves.isEmpty {
        self = .nothing
      } else if leaves.count == 1 {
        self = .list(leaves[0])
      } else {
        self = occur == .optional ? .disjunction(leaves) : .conjunction(leaves)
      }
    }
  }
}
