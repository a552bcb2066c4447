/// A node of the query tree.
///
/// Trees made by the parser are in a normal form: no group with a single clause, no group inside another where
/// splicing its clauses into the outer one selects and scores the same documents, at least one clause of every group
/// not prohibited. Words are bare words: whatever was taken as text although it looks like something else (an operator
/// without operands, punctuation, syntax of a later version) is a `phrase`, as if it had been quoted.
public enum QueryNode: Sendable, Equatable {
  /// A bare word as typed, not analysed: `state-of-the-art` is one.
  case word(QueryText)

  /// The text between quotes, or text taken literally. Not analysed; never empty, never holds a `"`.
  case phrase(QueryText)

  /// A word without its trailing `*`.
  case prefix(QueryText)

  /// A node restricted to one field.
  indirect case field(QueryField, QueryNode)

  /// A group: every required clause matches, no prohibited one does, and where none is required at least one optional
  /// clause matches. Optional clauses beside required ones only add to the score.
  case boolean([QueryClause])
}
