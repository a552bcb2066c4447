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
  func bound(of impacts: Impacts) -> Float { score(saturation: saturation(of: impacts)) }

  /// The greatest product of a frequency and the factor of a length that the impacts allow. Scores grow with it, so that blocks
  /// can be compared before a score is computed.
  @inline(__always)
  func saturation(of impacts: Impacts) -> Float {
    if impacts.isUnbounded { return .infinity }
    let saturation = greatest(lengths.saturation(impacts.frequencies.lowHalf, impacts.norms.lowHalf))
    // Mostly there are no more than four pairs.
    if impacts.frequencies[4] == 0 { return saturation }
    return max(saturation, greatest(lengths.saturation(impacts.frequencies.highHalf, impacts.norms.highHalf)))
  }

  /// The score of a posting with a product of frequency and factor.
  @inline(__always)
  func score(saturation: Float) -> Float { lengths.score(weight: weight, saturation: saturation) }

  @inline(__always)
  private func greatest(_ values: SIMD4<Float>) -> Float {
    // The library's `max` compares lane by lane through memory.
    max(max(values[0], values[1]), max(values[2], values[3]))
  }

  /// Scores `count` documents, at most 128. Whole vectors of four are read and written.
  func score(
    _ documents: UnsafePointer<DocID>, _ frequencies: UnsafePointer<UInt32>, count: Int,
    into scores: UnsafeMutablePointer<Float>
  ) {
    if let norms = unsafe norms.contiguous {
      unsafe score(documents, frequencies, count: count, into: scores) { unsafe norms[Int($0)] }
    } else {
      unsafe score(documents, frequencies, count: count, into: scores) { norms[$0] }
    }
  }

  @inline(__always)
  private func score(
    _ documents: UnsafePointer<DocID>, _ frequencies: UnsafePointer<UInt32>, count: Int,
    into scores: UnsafeMutablePointer<Float>, norm: (DocID) -> UInt8
  ) {
    var index = 0
    while index < count {
      let norms = unsafe SIMD4<UInt8>(
        norm(documents[index]), norm(documents[index &+ 1]), norm(documents[index &+ 2]), norm(documents[index &+ 3]))
      let frequencies = unsafe UnsafeRawPointer(frequencies + index).loadUnaligned(as: SIMD4<Int32>.self)
      let scored = lengths.scores(weight: weight, frequencies: frequencies, norms: norms)
      unsafe UnsafeMutableRawPointer(scores + index).storeBytes(of: scored, as: SIMD4<Float>.self)
      index &+= 4
    }
  }
}
