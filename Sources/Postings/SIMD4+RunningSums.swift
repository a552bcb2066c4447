extension SIMD4<UInt32> {
  /// The sums, modulo 2^32, of the elements up to each.
  @inlinable
  public var runningSums: SIMD4<UInt32> {
    @inline(__always) get {
      let pairs = self &+ SIMD4(0, self[0], self[1], self[2])
      return pairs &+ SIMD4(0, 0, pairs[0], pairs[1])
    }
  }
}
