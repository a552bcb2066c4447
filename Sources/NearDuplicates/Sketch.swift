/// Eight bits of each part of a text: eight parts in a word, the first in its lowest bits.
struct Sketch: Hashable, Sendable, BitwiseCopyable {
  /// How many words there are.
  static let wordCount = Fingerprint.sketchLength / 8

  // Vectors of two words, so that a fingerprint has 64 bytes without gaps.
  private var words01 = SIMD2<UInt64>()
  private var words23 = SIMD2<UInt64>()
  private var words45 = SIMD2<UInt64>()

  /// The word with a number below ``wordCount``.
  subscript(word: Int) -> UInt64 {
    get {
      switch word >> 1 {
      case 0: words01[word & 1]
      case 1: words23[word & 1]
      default: words45[word & 1]
      }
    }
    set {
      switch word >> 1 {
      case 0: words01[word & 1] = newValue
      case 1: words23[word & 1] = newValue
      default: words45[word & 1] = newValue
      }
    }
  }

  /// A part.
  func part(_ index: Int) -> UInt8 {
    UInt8(truncatingIfNeeded: self[index >> 3] &>> UInt64(index & 7 &* 8))
  }

  /// How many parts are the same in another sketch.
  func commonParts(with other: Sketch) -> Int {
    Fingerprint.sketchLength - Self.differentParts(words01, other.words01)
      - Self.differentParts(words23, other.words23) - Self.differentParts(words45, other.words45)
  }

  private static func differentParts(_ left: SIMD2<UInt64>, _ right: SIMD2<UInt64>) -> Int {
    // The highest bit of each byte tells whether the byte is not 0.
    let low = SIMD2<UInt64>(repeating: 0x7F7F_7F7F_7F7F_7F7F)
    let difference = left ^ right
    let marks = (((difference & low) &+ low) | difference) & ~low
    return marks[0].nonzeroBitCount + marks[1].nonzeroBitCount
  }
}
