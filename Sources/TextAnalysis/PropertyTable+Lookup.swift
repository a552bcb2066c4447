extension PropertyTable {
  /// The record of `scalar`, which is at most U+10FFFF.
  @inline(__always)
  static func record(of scalar: UInt32) -> Int {
    // ASCII lies at the beginning of the leaves.
    let index =
      scalar < 0x80 ? Int(scalar) : ScalarTrie(roots: roots, middles: middles).leafIndex(of: scalar)
    return unsafe ScalarTrie.digit(leaves.utf8Start[index])
  }

  /// The word-break class of a record.
  @inline(__always)
  static func wordBreak(ofRecord record: Int) -> WordBreakClass {
    // The generator writes the column and the enumeration from one list.
    let value = unsafe ScalarTrie.digit(wordBreaks.utf8Start[record])
    return unsafe unsafeBitCast(UInt8(truncatingIfNeeded: value), to: WordBreakClass.self)
  }

  /// The traits of a record.
  @inline(__always)
  static func traits(ofRecord record: Int) -> ScalarTraits {
    let digits = unsafe traits.utf8Start + 2 * record
    let value = unsafe ScalarTrie.digit(digits[0]) | ScalarTrie.digit(digits[1]) << 6
    return ScalarTraits(rawValue: UInt16(truncatingIfNeeded: value))
  }
}
