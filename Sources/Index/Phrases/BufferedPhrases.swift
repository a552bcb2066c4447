/// The lists of phrases of documents in memory.
struct BufferedPhrases: Sendable {
  /// The terms that the phrases are made of.
  let terms: CommonTerms
  /// The lists of phrases of two words, of three, and so on.
  let lists: [PhraseLists]
}
