/// Two to six common terms that stand one behind the other, as one number: ten bits for each, the first in the highest, its
/// number plus one. Codes are ordered as the keys of phrases are, word by word, a phrase before those that it begins.
struct PhraseCode: Hashable, Comparable, BitwiseCopyable {
  /// The most words.
  static let maximumWordCount = 6

  private(set) var bits: UInt64 = 0

  /// The code of no word.
  init() {}

  private static let bitsPerWord: UInt64 = 10

  /// Puts the number of a word into its place.
  @inline(__always)
  mutating func set(_ number: UInt16, at index: Int) {
    bits |= (UInt64(number) &+ 1) &<< (Self.bitsPerWord &* UInt64(Self.maximumWordCount &- 1 &- index))
  }

  /// How many words there are; of a code that has any.
  var wordCount: Int { Self.maximumWordCount - bits.trailingZeroBitCount / Int(Self.bitsPerWord) }

  /// The numbers of the words.
  var numbers: [Int] {
    (0..<Self.maximumWordCount).compactMap { index in
      let shift = Self.bitsPerWord * UInt64(Self.maximumWordCount - 1 - index)
      let field = Int(bits >> shift & (1 << Self.bitsPerWord - 1))
      return field == 0 ? nil : field - 1
    }
  }

  static func < (left: PhraseCode, right: PhraseCode) -> Bool { left.bits < right.bits }
}
