import BenchmarkSupport
import Postings

/// Groups of 128 numbers of one width, packed one behind the other.
final class PackedBlocks: Sendable {
  /// How many groups there are: 512 KB at most, which the caches near the processor hold.
  static let count = 1_000

  let bits: Int
  /// Bytes of a group.
  var size: Int { 16 * bits }
  /// The packed groups, `16 * bits` bytes each.
  let bytes: [UInt8]

  init(bits: Int) {
    self.bits = bits
    var generator = SplitMix64(seed: UInt64(bits))
    let numbers = NumberBuffer(count: BitPacking.groupSize)
    // Room for a row more: an unpacker may load before it looks.
    var bytes = [UInt8](repeating: 0, count: Self.count * 16 * bits + 16)
    for block in 0..<Self.count {
      let mask = bits == 32 ? UInt32.max : 1 << UInt32(bits) - 1
      for index in 0..<numbers.count {
        unsafe numbers.start[index] = UInt32(truncatingIfNeeded: generator.next()) & mask
      }
      unsafe bytes.withUnsafeMutableBytes { target in
        guard let start = target.baseAddress else { return }
        unsafe BitPacking.pack(numbers.start, bits: bits, into: start + block * 16 * bits)
      }
    }
    self.bytes = bytes
  }
}
