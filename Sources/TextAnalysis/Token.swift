/// One word of a text: its folded form and where it stands.
public struct Token: Hashable, Sendable {
  /// The folded form, well-formed UTF-8 of 1 to ``TokenBatch/maximumTermLength`` bytes.
  public let term: [UInt8]

  /// The bytes of the text that the word covers. A word joined across a line end covers the hyphen and the line break too.
  public let range: Range<Int>

  /// Whether the term was cut, because it was longer than a term may be or carried too many combining marks.
  public let isTruncated: Bool

  /// A token with these properties.
  public init(term: [UInt8], range: Range<Int>, isTruncated: Bool = false) {
    self.term = term
    self.range = range
    self.isTruncated = isTruncated
  }
}
