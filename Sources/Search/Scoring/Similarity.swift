/// The parameters of BM25 (Robertson and Zaragoza, 2009), which rates how well a document matches.
public struct Similarity: Equatable, Sendable {
  /// How soon further occurrences of a word stop counting; at least 0.
  public var k1: Float
  /// How much long documents are marked down; 0 to 1.
  public var b: Float

  /// Parameters; the defaults are those of Lucene.
  public init(k1: Float = 1.2, b: Float = 0.75) {
    self.k1 = k1
    self.b = b
  }
}
