/// A piece of the query that has not been analysed, and where it stands.
public struct QueryText: Sendable, Equatable {
  /// The text as typed, without quotes and without the `*` of a prefix, in a phrase too.
  public var text: String

  /// The UTF-8 bytes it takes in the query, with its quotes or its `*`, without sign and field.
  public var range: Range<Int>

  /// A piece of text.
  public init(text: String, range: Range<Int>) {
    self.text = text
    self.range = range
  }
}
