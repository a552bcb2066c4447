/// The bit-packing kernels for 128 values of one width, in a vertical layout of four lanes.
///
/// Value `i` stands in lane `i % 4` of row `i / 4`. A packed group is `bits` vectors of 16 bytes; lane by lane, the 32 rows
/// lie one after the other, least significant bit first, in the lane's 32-bit words. The layout is the one known as
/// SIMD-BP128 (Lemire and Boytsov, "Decoding billions of integers per second through vectorization", 2015).
///
/// The width is a generic constant and every row is a call of its own, so that each shift, mask and offset is a constant too:
/// the compiler does not unroll a loop of 32 rows. Each kernel's step is a local function because that, unlike a closure, can
/// be told to be inlined always.
enum PackedWidth<let bits: Int> {
  typealias Row = SIMD4<UInt32>

  /// Reads `16 * bits` bytes at `source`, adds `addend` to each value and writes the 128 values.
  static func unpack(_ source: UnsafeRawPointer, adding addend: UInt32, into values: UnsafeMutablePointer<Row>) {
    let addend = Row(repeating: addend)
    var word = Row()
    @inline(__always) func step(_ index: Int) {
      unsafe values[index] = unsafe row(index, of: source, word: &word) &+ addend
    }
    forEachRow(step)
  }

  /// Reads `16 * bits` bytes at `source` as differences to the value four earlier, the first four to `base`;
  /// writes 128 values and returns the greatest, or `UInt32.max` if one reached 2^31.
  ///
  /// With `base` and the differences below 2^31 a lane only grows until its top bit shows. After a look at the top bits, 2^n
  /// rows of differences below 2^(31 - n) cannot carry a lane past them unseen, so it is enough to look that often: up to 26
  /// bits at the last row only.
  static func unpackDeltas(_ source: UnsafeRawPointer, base: UInt32, into values: UnsafeMutablePointer<Row>) -> UInt32 {
    let interval = bits < 26 ? 32 : 1 &<< (31 &- bits)
    var word = Row()
    var current = Row(repeating: base)
    var seen = Row()
    @inline(__always) func step(_ index: Int) {
      unsafe current &+= row(index, of: source, word: &word)
      if (index &+ 1) & (interval &- 1) == 0 { seen |= current }
      unsafe values[index] = current
    }
    forEachRow(step)
    // All bits of a lane whose top bit showed, by a shift that repeats the sign.
    let wrapped = SIMD4<Int32>(truncatingIfNeeded: seen) &>> 31
    let last = current | Row(truncatingIfNeeded: wrapped)
    return max(max(last[0], last[1]), max(last[2], last[3]))
  }

  /// Writes `16 * bits` bytes at `target` from 128 values below `2^bits`.
  static func pack(_ values: UnsafePointer<Row>, into target: UnsafeMutableRawPointer) {
    var word = Row()
    @inline(__always) func step(_ index: Int) {
      let value = unsafe values[index]
      let place = index &* bits
      let shift = place & 31
      word = shift == 0 ? value : word | value &<< Row(repeating: UInt32(truncatingIfNeeded: shift))
      guard shift &+ bits >= 32 else { return }
      unsafe target.storeBytes(of: word, toByteOffset: place &>> 5 &* 16, as: Row.self)
      word = value &>> Row(repeating: UInt32(truncatingIfNeeded: 32 &- shift))
    }
    forEachRow(step)
  }

  /// The row `index` of the group at `source`. `word` is the vector in which the row before ends, and becomes the one in which
  /// this row ends.
  @inline(__always)
  private static func row(_ index: Int, of source: UnsafeRawPointer, word: inout Row) -> Row {
    let mask = Row(repeating: bits == 32 ? .max : (1 &<< UInt32(truncatingIfNeeded: bits)) &- 1)
    let place = index &* bits
    let offset = place &>> 5 &* 16
    let shift = UInt32(truncatingIfNeeded: place & 31)
    if shift == 0 { word = unsafe source.loadUnaligned(fromByteOffset: offset, as: Row.self) }
    let low = word &>> Row(repeating: shift)
    guard Int(shift) &+ bits > 32 else { return low & mask }
    word = unsafe source.loadUnaligned(fromByteOffset: offset &+ 16, as: Row.self)
    // Masked before they are joined: two shifted words joined are a funnel shift to the compiler, one that it does lane by lane.
    return low | word &<< Row(repeating: 32 &- shift) & mask
  }

  /// Calls `step` with 0...31.
  @inline(__always)
  private static func forEachRow(_ step: (Int) -> Void) {
    forEightRows(from: 0, step)
    forEightRows(from: 8, step)
    forEightRows(from: 16, step)
    forEightRows(from: 24, step)
  }

  @inline(__always)
  private static func forEightRows(from first: Int, _ step: (Int) -> Void) {
    step(first)
    step(first &+ 1)
    step(first &+ 2)
    step(first &+ 3)
    step(first &+ 4)
    step(first &+ 5)
    step(first &+ 6)
    step(first &+ 7)
  }
}
