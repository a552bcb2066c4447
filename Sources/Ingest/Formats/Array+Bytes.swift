#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension Array where Element == UInt8 {
  /// Copies the bytes in `range` to the beginning, over what stands there.
  mutating func moveToFront(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    guard range.lowerBound > 0, !range.isEmpty else { return }
    unsafe withUnsafeMutableBytes { bytes in
      // The precondition keeps `memmove`, which allows for overlaps, within the array.
      guard let base = bytes.baseAddress else { return }
      unsafe memmove(base, base + range.lowerBound, range.count)
    }
  }
}
