/// The ranges of the parameters, stated once for both sides.
public enum RequestLimits {
  /// How many hits one request may ask for.
  public static let limit = 1...10_000
  /// How many hits it asks for where it does not say.
  public static let defaultLimit = 50
  /// The last hit that can be asked for: `offset + limit` is at most this.
  public static let lastHit = 10_000
  /// How many reprints of a document one request may ask for.
  public static let reprintLimit = 1...1_000
  /// How many it asks for where it does not say.
  public static let defaultReprintLimit = 20
  /// How many snippets a hit may carry.
  public static let snippets = 0...10
  /// How many snippets a hit carries where a request does not say.
  public static let defaultSnippets = 3
  /// How many matches a hit may carry.
  public static let matches = 0...1_000
  /// How many matches a hit carries where a request does not say.
  public static let defaultMatches = 10
  /// How many characters of text a match may carry on either side.
  public static let context = 0...500
  /// How many characters of text a match carries on either side where a request does not say.
  public static let defaultContext = 60
  /// How many bytes of a document's text may be asked for at once: no fewer than any character has, so that each step
  /// through a text goes forward.
  public static let documentLength = 4...1 << 20
  /// A deadline in milliseconds.
  public static let timeoutMilliseconds = 1...10_000
  /// The deadline where a request does not say.
  public static let defaultTimeoutMilliseconds = 1_000
  /// How long a request may take that reads files, merges or copies, in milliseconds: a day at most.
  public static let taskTimeoutMilliseconds = 1...86_400_000
  /// How many files that were skipped an answer may name.
  public static let skipped = 0...10_000
  /// How many files that were skipped an answer names where a request does not say.
  public static let defaultSkipped = 100
  /// BM25's term frequency saturation.
  public static let k1 = 0.0...1_000.0
  /// BM25's length normalisation.
  public static let b = 0.0...1.0
  /// The longest name of an index or a session, in bytes.
  public static let nameLength = 128
}
