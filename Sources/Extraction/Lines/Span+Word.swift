extension Span where Element == UInt8 {
  /// Eight bytes as one number, the first of them the lowest; zeros stand for those at `limit` and behind.
  @inline(__always)
  func word(at place: Int, before limit: Int) -> UInt64 {
    guard limit - place >= 8 else {
      return (place..<limit).reversed().reduce(0) { $0 << 8 | UInt64(self[$1]) }
    }
    // The span checks the range; every eight bytes are a number.
    return UInt64(littleEndian: unsafe bytes.unsafeLoadUnaligned(fromByteOffset: place, as: UInt64.self))
  }
}
