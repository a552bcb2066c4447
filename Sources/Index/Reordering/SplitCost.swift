/// What a term costs that is in some documents of one half of a split: d of n documents take about d · log2(n / (d + 1)) bits
/// of differences (Dhulipala et al., 2016). With halves of one size, the n falls out of all comparisons.
///
/// Numbers are bits in fixed point, so that sums do not depend on the order of their terms, nor on the machine.
@safe struct SplitCost: ~Copyable {
  /// Bits after the point.
  static let fractionBits = 12
  /// Counts below it are looked up as they are, greater ones by their upper bits.
  private static let tableSize = 4096

  /// Savings for counts d - 1 and d at element d.
  private let savings: UnsafeMutablePointer<SIMD2<Int32>>

  init() {
    unsafe savings = .allocate(capacity: Self.tableSize)
    let scale = Double(1 << Self.fractionBits)
    var logarithm = 0.0
    var before: Int32 = 0
    for count in 0..<Self.tableSize {
      let next = logarithm + Self.logarithmOfSuccessor(over: Double(count + 1))
      let saving = Int32(((Double(count + 1) * next - Double(count) * logarithm) * scale).rounded())
      unsafe (savings + count).initialize(to: SIMD2(before, saving))
      logarithm = next
      before = saving
    }
  }

  deinit {
    unsafe savings.deallocate()
  }

  /// What a half saves where one more of its documents holds a term, (d + 1) · log2(d + 2) - d · log2(d + 1) for d before.
  ///
  /// - Parameter count: how many hold it now.
  /// - Returns: the saving for one that is among them, so that d is `count` - 1, and for one that would be added to them, so
  ///   that d is `count`.
  @inline(__always)
  func savings(_ count: UInt32) -> SIMD2<Int32> {
    if count < Self.tableSize { return unsafe savings[Int(count)] }
    // Twice the count saves one bit more, in the limit.
    let shift = UInt32.bitWidth &- Self.tableSize.trailingZeroBitCount &- count.leadingZeroBitCount
    return unsafe savings[Int(count &>> UInt32(shift))] &+ SIMD2(repeating: Int32(shift) &<< Int32(Self.fractionBits))
  }

  /// log2((x + 1) / x), by the series of the inverse hyperbolic tangent: the same on all machines, unlike a library's.
  private static func logarithmOfSuccessor(over x: Double) -> Double {
    let z = 1 / (2 * x + 1)
    var power = z
    var sum = 0.0
    for exponent in stride(from: 1.0, through: 41, by: 2) {
      sum += power / exponent
      power *= z * z
    }
    return 2 * sum / 0.693_147_180_559_945_3
  }
}
