/// A piece of a document's text that shows why it was found.
public struct Fragment: Equatable, Sendable {
  /// The text that it is cut out of.
  public var field: DocumentField
  /// Its bytes in that text.
  public var range: Range<Int>
  /// The piece as it is shown: each run of white space is one blank, and `…` stands where text was left out.
  public var text: String
  /// Where the matches stand in `text`, in UTF-8 bytes: ascending, and those that overlap as one.
  public var highlights: [Range<Int>]
  /// The matches that lie within the fragment, as indices into the list that was given.
  public var matches: [Int]
}
