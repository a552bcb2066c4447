/// The numbers that a generated table assigns to scalars, in three stages: 4,096 scalars to a middle block, 64 to a leaf.
///
/// The stages are string literals, and so constant data of the binary, whose bytes are digits in base 64 from "0" up, the
/// lowest first.
@safe struct ScalarTrie {
  private let roots: UnsafePointer<UInt8>
  private let middles: UnsafePointer<UInt8>

  @inline(__always)
  init(roots: StaticString, middles: StaticString) {
    unsafe self.roots = roots.utf8Start
    unsafe self.middles = middles.utf8Start
  }

  /// Where the value of `scalar` stands among the values in the leaves; `scalar` is at most U+10FFFF.
  @inline(__always)
  func leafIndex(of scalar: UInt32) -> Int {
    // The stages have an entry for every scalar: the generator made them from a list of all.
    let scalar = Int(scalar)
    let block = unsafe Self.digit(roots[scalar >> 12])
    let middle = unsafe middles + 2 * (block << 6 | scalar >> 6 & 63)
    let leaf = unsafe Self.digit(middle[0]) | Self.digit(middle[1]) << 6
    return leaf << 6 | scalar & 63
  }

  /// The value of a digit.
  @inline(__always)
  static func digit(_ byte: UInt8) -> Int {
    Int(byte) &- 48
  }
}
