/// A precomposed Hangul syllable, decomposed by arithmetic (The Unicode Standard, version 15, section 3.12).
struct HangulSyllable {
  /// The leading consonant, as a jamo.
  let leading: UInt32

  /// The vowel, as a jamo.
  let vowel: UInt32

  /// The trailing consonant, as a jamo, where there is one.
  let trailing: UInt32?

  /// Whether a scalar is such a syllable.
  @inline(__always)
  static func isSyllable(_ scalar: UInt32) -> Bool {
    scalar &- 0xAC00 < 11_172
  }

  /// The parts of `syllable`, for which ``isSyllable(_:)`` holds.
  init(_ syllable: UInt32) {
    let index = syllable - 0xAC00
    leading = 0x1100 + index / (21 * 28)
    vowel = 0x1161 + index / 28 % 21
    trailing = index % 28 == 0 ? nil : 0x11A7 + index % 28
  }
}
