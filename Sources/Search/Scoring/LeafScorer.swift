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

  /// The score of a document that the impacts tell of; no other one is better by more than `bound(of:)` says.
  func leadingScore(of impacts: Impacts) -> Float {
    lengths.score(weight: weight, frequency: UInt32(impacts.frequencies[0]), norm: impacts.norms[0])
  }

  /// A score that no posting which the impacts cover exceeds.
  @inline(__always)
  func bound(of impacts: Impacts) -> Float {
    // Frequencies from 255 on are not told apart.
    if any(impacts.frequencies .== Impacts.unboundedFrequency) { return weight }
    let bound = greatestScore(impacts.frequencies.lowHalf, impacts.norms.lowHalf)
    // Mostly there are no more than four pairs.
    if impacts.frequencies[4] == 0 { return bound }
    return max(bound, greatestScore(impacts.frequencies.highHalf, impacts.norms.highHalf))
  }

  @inline(__always)
  private func greatestScore(_ frequencies: SIMD4<UInt8>, _ norms: SIMD4<UInt8>) -> Float {
    let scores = lengths.scores(
      weight: weight, frequencies: SIMD4<Int32>(truncatingIfNeeded: frequencies), norms: norms)
    return max(max(scores[0], scores[1]), max(scores[2], scores[3]))
  }

  /// Scores `count` ascending documents, at most 128. Whole vectors of four are read and written.
  @inline(__always)
  func score(
    _ documents: UnsafePointer<DocID>, _ frequencies: UnsafePointer<UInt32>, count: Int,
    into scores: UnsafeMutablePointer<Float>
  ) {
    var index = 0
    while index < count {
      let norms = unsafe SIMD4<UInt8>(
        self.norms[documents[index]], self.norms[documents[index &+ 1]], self.norms[documents[index &+ 2]],
        self.norms[documents[index &+ 3]])
      let frequencies = unsafe UnsafeRawPointer(frequencies + index).loadUnaligned(as: SIMD4<Int32>.self)
      let scored = lengths.scores(weight: weight, frequencies: frequencies, norms: norms)
      unsafe UnsafeMutableRawPointer(scores + index).storeBytes(of: scored, as: SIMD4<Float>.self)
      index &+= 4
    }
  }
}
