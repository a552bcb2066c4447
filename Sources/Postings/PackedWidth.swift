/// The bit-packing kernels for 128 values of one width, in a vertical layout of four lanes.
///
/// Value `i` stands in lane `i % 4` of row `i / 4`. A packed group is `bits` vectors of 16 bytes; lane by lane, the 32 rows
/// lie one after the other, least significant bit first, in the lane's 32-bit words. The layout is the one known as
/// SIMD-BP128 (Lemire and Boytsov, "Decoding billions of integers per second through vectorization", 2015).
///
/// The width is a generic constant, so that every shift and mask is one: the loops are unrolled by the compiler.
enum PackedWidth<let bits: Int> {
  typealias Row = SIMD4<UInt32>

  @inline(__always)
  private static func row(_ index: Int, of source: UnsafeRawPointer) -> Row {
    let mask = Row(repeating: bits == 32 ? .max : (1 &<< UInt32(truncatingIfNeeded: bits)) &- 1)
    let bit = index &* bits
    let word = bit &>> 5
    let shift = UInt32(truncatingIfNeeded: bit & 31)
    var value = unsafe source.loadUnaligned(fromByteOffset: word &* 16, as: Row.self) &>> Row(repeating: shift)
    if Int(shift) &+ bits > 32 {
      let high = unsafe source.loadUnaligned(fromByteOffset: (word &+ 1) &* 16, as: Row.self)
      value |= high &<< Row(repeating: 32 &- shift)
    }
    return value & mask
  }

  /// Reads `16 * bits` bytes at `source`, writes 128 values.
  static func unpack(_ source: UnsafeRawPointer, into values: UnsafeMutablePointer<Row>) {
    for index in 0..<32 {
      unsafe values[index] = unsafe row(index, of: source)
    }
  }

  /// Reads `16 * bits` bytes at `source` as differences to the value four earlier, the first four to `base`;
  /// writes 128 values and returns the greatest, or `UInt32.max` if one reached 2^31.
  ///
  /// With `base` and the differences below 2^31 a sum cannot wrap around before its top bit shows, so a lane whose top
  /// bit never shows only grows: gathering the top bits proves the bound more cheaply than comparing every row.
  static func unpackDeltas(_ source: UnsafeRawPointer, base: UInt32, into values: UnsafeMutablePointer<Row>) -> UInt32 {
    var current = Row(repeating: base)
    var seen = current
    for index in 0..<32 {
      unsafe current &+= row(index, of: source)
      seen |= current
      unsafe values[index] = current
    }
    let all = seen[0] | seen[1] | seen[2] | seen[3]
    return all &>> 31 == 0 ? current.max() : .max
  }

  /// Writes `16 * bits` bytes at `target` from 128 values below `2^bits`.
  static func pack(_ values: UnsafePointer<Row>, into target: UnsafeMutableRawPointer) {
    var pending = Row()
    var filled = 0
    var offset = 0
    for index in 0..<32 {
      let value = unsafe values[index]
      pending |= value &<< Row(repeating: UInt32(truncatingIfNeeded: filled))
      filled += bits
      if filled >= 32 {
        unsafe target.storeBytes(of: pending, toByteOffset: offset, as: Row.self)
        offset += 16
        filled -= 32
        pending = filled == 0 ? Row() : value &>> Row(repeating: UInt32(truncatingIfNeeded: bits - filled))
      }
    }
  }
}
