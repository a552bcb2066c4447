/// A match between the words around it, as in a concordance. Joined, the three parts read as the text does; each run of white
/// space is one blank.
public struct MatchContext: Equatable, Sendable {
  /// What stands before the match in its paragraph; ends with a blank where the text has white space.
  public var left: String
  /// The match itself; what is longer than 4 KB is cut, and ends with `…`.
  public var text: String
  /// What stands behind the match in its paragraph; begins with a blank where the text has white space.
  public var right: String
}
