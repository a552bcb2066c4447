import Postings

/// BM25's part that depends on a document's length, for each of the 256 codes that a length is stored as.
@safe final class LengthNormalization {
  /// 1 / (k1 * (1 - b + b * length / average)) for each code.
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
  /// Written as Lucene 9 writes w * f / (f + 1 / factor), so that the same roundings happen.
  @inline(__always)
  func score(weight: Float, frequency: UInt32, norm: UInt8) -> Float {
    weight - weight / (1 + Float(frequency) * (unsafe factors[Int(norm)]))
  }
}
