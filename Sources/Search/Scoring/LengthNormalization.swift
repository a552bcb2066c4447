import Postings

/// BM25's part that depends on a document's length, for each of the 256 codes that a length is stored as.
@safe final class LengthNormalization {
  /// 1 / (k1 * (1 - b + b * length / average)) for each code: the greater the code, the smaller the factor.
  private let factors: UnsafeMutablePointer<Float>

  init(_ similarity: Similarity, averageLength: Float) {
    unsafe factors = .allocate(capacity: 256)
    for code in 0..<256 {
      let length = Float(SmallFloat.decode(UInt8(code)))
      let factor = 1 / (similarity.k1 * ((1 - similarity.b) + similarity.b * length / averageLength))
      unsafe (factors + code).initialize(to: factor)
    }
  }

  deinit {
    unsafe factors.deallocate()
  }

  /// The score of a clause in a document: `weight` is its idf times its boost.
  ///
  /// Written as Lucene 9 writes w * f / (f + 1 / factor), so that the same roundings happen. Each of its operations is
  /// monotonic, so the score never falls with the frequency and never grows with the code of the length.
  @inline(__always)
  func score(weight: Float, frequency: UInt32, norm: UInt8) -> Float {
    score(weight: weight, saturation: Float(frequency) * (unsafe factors[Int(norm)]))
  }

  /// The same from the product of frequency and factor: `weight` where that is infinite.
  @inline(__always)
  func score(weight: Float, saturation: Float) -> Float {
    weight - weight / (1 + saturation)
  }

  /// Four products of frequency and factor.
  @inline(__always)
  func saturation(_ frequencies: SIMD4<UInt8>, _ norms: SIMD4<UInt8>) -> SIMD4<Float> {
    SIMD4<Float>(SIMD4<Int32>(truncatingIfNeeded: frequencies)) * factors(of: norms)
  }

  @inline(__always)
  private func factors(of norms: SIMD4<UInt8>) -> SIMD4<Float> {
    unsafe SIMD4<Float>(
      factors[Int(norms[0])], factors[Int(norms[1])], factors[Int(norms[2])], factors[Int(norms[3])])
  }

  /// Four scores at once, to the last bit those of `score(weight:frequency:norm:)`.
  ///
  /// - Precondition: frequencies are below 2^31.
  @inline(__always)
  func scores(weight: Float, frequencies: SIMD4<Int32>, norms: SIMD4<UInt8>) -> SIMD4<Float> {
    let weights = SIMD4<Float>(repeating: weight)
    return weights - weights / (1 + SIMD4<Float>(frequencies) * factors(of: norms))
  }
}
