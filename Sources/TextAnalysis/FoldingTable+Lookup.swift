extension FoldingTable {
  /// The folded form of a scalar that is ``ScalarTraits/mapped``: well-formed UTF-8.
  static func form(of scalar: UInt32) -> UTF8Text {
    let value = value(of: scalar)
    return unsafe UTF8Text(UnsafeRawBufferPointer(start: forms.utf8Start + value >> 4, count: value & 15))
  }

  /// A number that orders a ``ScalarTraits/reordered`` scalar, which is not ``ScalarTraits/mapped``, as its combining class
  /// does; less than 64.
  static func combiningRank(of scalar: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: value(of: scalar))
  }

  private static func value(of scalar: UInt32) -> Int {
    let index = ScalarTrie(roots: roots, middles: middles).leafIndex(of: scalar)
    let digits = unsafe leaves.utf8Start + 3 * index
    return unsafe ScalarTrie.digit(digits[0]) | ScalarTrie.digit(digits[1]) << 6 | ScalarTrie.digit(digits[2]) << 12
  }
}
