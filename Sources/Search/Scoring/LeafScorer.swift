import Index
import Postings

/// Scores the documents of one segment for one term or phrase.
struct LeafScorer {
  let weight: Float
  let lengths: LengthNormalization
  let norms: Norms

  @inline(__always)
  func score(_ document: DocID, frequency: UInt32) -> Float {
    lengths.score(weight: weight, frequency: frequency, norm: norms[document])
  }
}
