import Index
import Query

/// A node of the plan, bound to one snapshot: terms are looked up, weights computed.
enum BoundNode {
  case nothing
  /// A term, anywhere in a document, with what each segment says of it: nil where it does not occur.
  case term([TermEntry?], weight: Float)
  /// Several terms, or one that only counts in titles.
  case phrase(Phrase)
  case prefix(Prefix)
  case group([Clause])

  /// Terms that stand one behind the other.
  struct Phrase {
    /// The different terms.
    var terms: [BoundTerm]
    var slots: [PhraseMatcher.Slot]
    var isTitleOnly: Bool
    /// The sum of the idf of all words, times the boost.
    var weight: Float
  }

  /// The terms that a prefix stands for.
  struct Prefix {
    /// For each segment those that occur there.
    var entries: [[TermEntry]]
    var isTitleOnly: Bool
    var score: Float
  }

  /// A member of a group.
  struct Clause {
    var occur: Occur
    var node: BoundNode
  }
}
