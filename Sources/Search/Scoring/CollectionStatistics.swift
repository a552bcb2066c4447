import Index

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// What BM25 needs to know of all documents together.
struct CollectionStatistics {
  /// How many documents have at least one word.
  let documentCount: Int
  /// How many words these have on average.
  let averageLength: Float

  init(_ manifest: Manifest) {
    documentCount = manifest.nonemptyDocumentCount
    averageLength = documentCount == 0 ? 1 : Float(Double(manifest.totalLength) / Double(documentCount))
  }

  /// The weight of a term by its rarity, as Lucene computes it: ln(1 + (N - df + 0.5) / (df + 0.5)).
  func inverseDocumentFrequency(of documentFrequency: Int) -> Float {
    let count = Double(documentCount)
    let frequency = Double(documentFrequency)
    return Float(log(1 + (count - frequency + 0.5) / (frequency + 0.5)))
  }
}
