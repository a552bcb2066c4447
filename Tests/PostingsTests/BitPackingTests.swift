import Postings
import TestSupport
import Testing

@Suite struct BitPackingTests {
  private static func randomValues(bits: Int, seed: UInt64) -> [UInt32] {
    var random = SplitMix64(seed: seed &+ UInt64(bits) &* 1000)
    let mask = bits == 32 ? UInt32.max : 1 << UInt32(bits) - 1
    return (0..<128).map { _ in UInt32(truncatingIfNeeded: random.next()) & mask }
  }

  private static func pack(_ values: [UInt32], bits: Int) -> [UInt8] {
    let block = NumberBlock(values)
    return unsafe written(capacity: BitPacking.maximumByteCount) { target in
      unsafe BitPacking.pack(block.pointer, bits: bits, into: target)
      return 16 * bits
    }
  }

  @Test(arguments: 0...32, [UInt64(1), 2, 3])
  func packsInTheStatedLayoutAndUnpacks(bits: Int, seed: UInt64) throws {
    let values = Self.randomValues(bits: bits, seed: seed)
    let packed = Self.pack(values, bits: bits)
    #expect(packed == NaiveCodecs.packed(values, bits: bits))

    let unpacked = NumberBlock([UInt32](repeating: 7, count: 128))
    // One byte in front, so that the bytes are not aligned either.
    unsafe ([0] + packed).withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      unsafe BitPacking.unpack(base + 1, bits: bits, into: unpacked.pointer)
    }
    #expect(unpacked.values == values)
  }

  @Test(arguments: 0...32, [UInt32(1), 1 << 31, .max])
  func addsToEachValue(bits: Int, addend: UInt32) {
    let values = Self.randomValues(bits: bits, seed: 4)
    let unpacked = NumberBlock()
    unsafe Self.pack(values, bits: bits).withUnsafeBytes { bytes in
      // An empty array has no address; with 0 bits nothing is read.
      let source = unsafe bytes.baseAddress ?? UnsafeRawPointer(unpacked.pointer)
      unsafe BitPacking.unpack(source, bits: bits, adding: addend, into: unpacked.pointer)
    }
    #expect(unpacked.values == values.map { $0 &+ addend })
  }

  @Test(arguments: 0...32, [UInt64(1), 2, 3])
  func unpacksSomeRows(bits: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed &+ UInt64(bits) &* 50)
    let values = Self.randomValues(bits: bits, seed: seed)
    // In memory of its own, so that the address sanitizer sees what is read behind it.
    let packed = Self.pack(values, bits: bits)
    for _ in 0..<20 {
      let first = random.below(32)
      let rows = first..<first + random.below(33 - first)
      let unpacked = NumberBlock([UInt32](repeating: 7, count: 128))
      unsafe packed.withUnsafeBytes { bytes in
        let source = unsafe bytes.baseAddress ?? UnsafeRawPointer(unpacked.pointer)
        unsafe BitPacking.unpack(source, bits: bits, rows: rows, into: unpacked.pointer)
      }
      #expect(unpacked.values == values.indices.map { rows.contains($0 / 4) ? values[$0] : 7 })
    }
  }

  @Test func runningSumsWrap() {
    #expect(SIMD4<UInt32>(1, 20, 300, 4000).runningSums == SIMD4(1, 21, 321, 4321))
    #expect(SIMD4<UInt32>(.max, 2, 0, .max).runningSums == SIMD4(.max, 1, 1, 0))
  }

  @Test(arguments: 0...32)
  func extremeValuesFillTheirWidth(bits: Int) {
    let greatest = bits == 32 ? UInt32.max : 1 << UInt32(bits) - 1
    let values = [UInt32](repeating: greatest, count: 128)
    #expect(Self.pack(values, bits: bits) == [UInt8](repeating: 0xFF, count: 16 * bits))
    let block = NumberBlock(values)
    #expect(unsafe BitPacking.width(of: block.pointer, count: 128) == bits)
  }

  @Test func widthLooksAtTheCountedValuesOnly() {
    let block = NumberBlock([1, 0, 5, 1 << 31])
    #expect(unsafe BitPacking.width(of: block.pointer, count: 0) == 0)
    #expect(unsafe BitPacking.width(of: block.pointer, count: 2) == 1)
    #expect(unsafe BitPacking.width(of: block.pointer, count: 3) == 3)
    #expect(unsafe BitPacking.width(of: block.pointer, count: 4) == 32)
  }

  /// Sums that stay below 2^31 come back with their maximum; any that does not is told by `UInt32.max`.
  @Test(arguments: 0...31, [UInt64(1), 2, 3, 4])
  func unpacksDifferences(bits: Int, seed: UInt64) {
    var random = SplitMix64(seed: seed &+ UInt64(bits) &* 77)
    let base = UInt32(truncatingIfNeeded: random.next()) >> UInt32(1 + random.below(31))
    let differences = Self.randomValues(bits: bits, seed: seed)
    var expected: [UInt32] = []
    var greatest: UInt64 = UInt64(base)
    var sums = [UInt64](repeating: UInt64(base), count: 4)
    for (index, difference) in differences.enumerated() {
      sums[index % 4] += UInt64(difference)
      greatest = max(greatest, sums[index % 4])
      expected.append(UInt32(truncatingIfNeeded: sums[index % 4]))
    }
    let unpacked = NumberBlock()
    let found = unsafe Self.pack(differences, bits: bits).withUnsafeBytes { bytes in
      // An empty array has no address; with 0 bits nothing is read.
      let source = unsafe bytes.baseAddress ?? UnsafeRawPointer(unpacked.pointer)
      return unsafe BitPacking.unpackDeltas(source, bits: bits, base: base, into: unpacked.pointer)
    }
    #expect(found == (greatest < 1 << 31 ? UInt32(greatest) : .max))
    #expect(unpacked.values == expected)
  }

  /// A sum that wraps around all the way, so that the last value looks small, is noticed all the same, in whatever rows the
  /// differences stand.
  @Test(arguments: 27...31, 0..<4)
  func aWrappedLaneIsNoticed(bits: Int, lane: Int) {
    let rowCount = 2 << (31 - bits)
    for first in 0...(32 - rowCount) {
      var differences = [UInt32](repeating: 0, count: 128)
      for row in first..<first + rowCount { differences[4 * row + lane] = 1 << UInt32(bits) - 1 }
      let unpacked = NumberBlock()
      let found = unsafe Self.pack(differences, bits: bits).withUnsafeBytes { bytes in
        unsafe bytes.baseAddress.map {
          unsafe BitPacking.unpackDeltas($0, bits: bits, base: 1 << 30, into: unpacked.pointer)
        }
      }
      #expect(found == .max)
      #expect(unpacked.values[124 + lane] < 1 << 31)
    }
  }
}
