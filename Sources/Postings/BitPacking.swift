/// Packs and unpacks groups of 128 unsigned numbers; see `PackedWidth` for the layout.
public enum BitPacking {
  /// Numbers in a group.
  public static let groupSize = 128

  /// The greatest number of bytes that a packed group takes.
  public static let maximumByteCount = 16 * 32

  /// How many bits the greatest of `count` values needs: 0...32.
  public static func width(of values: UnsafePointer<UInt32>, count: Int) -> Int {
    var all: UInt32 = 0
    for index in 0..<count { unsafe all |= values[index] }
    return 32 - all.leadingZeroBitCount
  }

  /// Writes `16 * bits` bytes; every one of the 128 values is below `2^bits`.
  ///
  /// - Precondition: `bits` is in 0...32; `values` is aligned to 16 bytes.
  public static func pack(_ values: UnsafePointer<UInt32>, bits: Int, into target: UnsafeMutableRawPointer) {
    let rows = unsafe UnsafeRawPointer(values).assumingMemoryBound(to: SIMD4<UInt32>.self)
    switch bits {
    case 0: return
    case 1: unsafe PackedWidth<1>.pack(rows, into: target)
    case 2: unsafe PackedWidth<2>.pack(rows, into: target)
    case 3: unsafe PackedWidth<3>.pack(rows, into: target)
    case 4: unsafe PackedWidth<4>.pack(rows, into: target)
    case 5: unsafe PackedWidth<5>.pack(rows, into: target)
    case 6: unsafe PackedWidth<6>.pack(rows, into: target)
    case 7: unsafe PackedWidth<7>.pack(rows, into: target)
    case 8: unsafe PackedWidth<8>.pack(rows, into: target)
    case 9: unsafe PackedWidth<9>.pack(rows, into: target)
    case 10: unsafe PackedWidth<10>.pack(rows, into: target)
    case 11: unsafe PackedWidth<11>.pack(rows, into: target)
    case 12: unsafe PackedWidth<12>.pack(rows, into: target)
    case 13: unsafe PackedWidth<13>.pack(rows, into: target)
    case 14: unsafe PackedWidth<14>.pack(rows, into: target)
    case 15: unsafe PackedWidth<15>.pack(rows, into: target)
    case 16: unsafe PackedWidth<16>.pack(rows, into: target)
    case 17: unsafe PackedWidth<17>.pack(rows, into: target)
    case 18: unsafe PackedWidth<18>.pack(rows, into: target)
    case 19: unsafe PackedWidth<19>.pack(rows, into: target)
    case 20: unsafe PackedWidth<20>.pack(rows, into: target)
    case 21: unsafe PackedWidth<21>.pack(rows, into: target)
    case 22: unsafe PackedWidth<22>.pack(rows, into: target)
    case 23: unsafe PackedWidth<23>.pack(rows, into: target)
    case 24: unsafe PackedWidth<24>.pack(rows, into: target)
    case 25: unsafe PackedWidth<25>.pack(rows, into: target)
    case 26: unsafe PackedWidth<26>.pack(rows, into: target)
    case 27: unsafe PackedWidth<27>.pack(rows, into: target)
    case 28: unsafe PackedWidth<28>.pack(rows, into: target)
    case 29: unsafe PackedWidth<29>.pack(rows, into: target)
    case 30: unsafe PackedWidth<30>.pack(rows, into: target)
    case 31: unsafe PackedWidth<31>.pack(rows, into: target)
    case 32: unsafe PackedWidth<32>.pack(rows, into: target)
    default: preconditionFailure("a packed value has at most 32 bits")
    }
  }

  /// Reads `16 * bits` bytes at `source`, adds `addend` to each value, modulo 2^32, and writes the 128 values.
  ///
  /// - Precondition: `bits` is in 0...32; `values` is aligned to 16 bytes.
  public static func unpack(
    _ source: UnsafeRawPointer, bits: Int, adding addend: UInt32 = 0, into values: UnsafeMutablePointer<UInt32>
  ) {
    let rows = unsafe UnsafeMutableRawPointer(values).assumingMemoryBound(to: SIMD4<UInt32>.self)
    switch bits {
    case 0: unsafe rows.update(repeating: SIMD4<UInt32>(repeating: addend), count: 32)
    case 1: unsafe PackedWidth<1>.unpack(source, adding: addend, into: rows)
    case 2: unsafe PackedWidth<2>.unpack(source, adding: addend, into: rows)
    case 3: unsafe PackedWidth<3>.unpack(source, adding: addend, into: rows)
    case 4: unsafe PackedWidth<4>.unpack(source, adding: addend, into: rows)
    case 5: unsafe PackedWidth<5>.unpack(source, adding: addend, into: rows)
    case 6: unsafe PackedWidth<6>.unpack(source, adding: addend, into: rows)
    case 7: unsafe PackedWidth<7>.unpack(source, adding: addend, into: rows)
    case 8: unsafe PackedWidth<8>.unpack(source, adding: addend, into: rows)
    case 9: unsafe PackedWidth<9>.unpack(source, adding: addend, into: rows)
    case 10: unsafe PackedWidth<10>.unpack(source, adding: addend, into: rows)
    case 11: unsafe PackedWidth<11>.unpack(source, adding: addend, into: rows)
    case 12: unsafe PackedWidth<12>.unpack(source, adding: addend, into: rows)
    case 13: unsafe PackedWidth<13>.unpack(source, adding: addend, into: rows)
    case 14: unsafe PackedWidth<14>.unpack(source, adding: addend, into: rows)
    case 15: unsafe PackedWidth<15>.unpack(source, adding: addend, into: rows)
    case 16: unsafe PackedWidth<16>.unpack(source, adding: addend, into: rows)
    case 17: unsafe PackedWidth<17>.unpack(source, adding: addend, into: rows)
    case 18: unsafe PackedWidth<18>.unpack(source, adding: addend, into: rows)
    case 19: unsafe PackedWidth<19>.unpack(source, adding: addend, into: rows)
    case 20: unsafe PackedWidth<20>.unpack(source, adding: addend, into: rows)
    case 21: unsafe PackedWidth<21>.unpack(source, adding: addend, into: rows)
    case 22: unsafe PackedWidth<22>.unpack(source, adding: addend, into: rows)
    case 23: unsafe PackedWidth<23>.unpack(source, adding: addend, into: rows)
    case 24: unsafe PackedWidth<24>.unpack(source, adding: addend, into: rows)
    case 25: unsafe PackedWidth<25>.unpack(source, adding: addend, into: rows)
    case 26: unsafe PackedWidth<26>.unpack(source, adding: addend, into: rows)
    case 27: unsafe PackedWidth<27>.unpack(source, adding: addend, into: rows)
    case 28: unsafe PackedWidth<28>.unpack(source, adding: addend, into: rows)
    case 29: unsafe PackedWidth<29>.unpack(source, adding: addend, into: rows)
    case 30: unsafe PackedWidth<30>.unpack(source, adding: addend, into: rows)
    case 31: unsafe PackedWidth<31>.unpack(source, adding: addend, into: rows)
    case 32: unsafe PackedWidth<32>.unpack(source, adding: addend, into: rows)
    default: preconditionFailure("a packed value has at most 32 bits")
    }
  }

  /// Unpacks some rows of a group, of four values each, to where they belong among the 128 values: less work than all of them
  /// if they are few.
  ///
  /// - Precondition: `bits` is in 0...32, `rows` within 0..<32; `values` is aligned to 16 bytes.
  public static func unpack(
    _ source: UnsafeRawPointer, bits: Int, rows: Range<Int>, into values: UnsafeMutablePointer<UInt32>
  ) {
    let target = unsafe UnsafeMutableRawPointer(values).assumingMemoryBound(to: SIMD4<UInt32>.self)
    guard bits > 0 else {
      for row in rows { unsafe target[row] = SIMD4<UInt32>() }
      return
    }
    let mask = SIMD4<UInt32>(repeating: .max &>> UInt32(truncatingIfNeeded: 32 &- bits))
    let lastOffset = 16 &* (bits &- 1)
    var place = rows.lowerBound &* bits
    for row in rows {
      let offset = place &>> 5 &* 16
      let shift = UInt32(truncatingIfNeeded: place & 31)
      let low = unsafe source.loadUnaligned(fromByteOffset: offset, as: SIMD4<UInt32>.self)
      // Where the row ends in its first vector, what the second one adds is masked out: any vector will do.
      let high = unsafe source.loadUnaligned(fromByteOffset: min(offset &+ 16, lastOffset), as: SIMD4<UInt32>.self)
      // By two shifts, for one of 32 bits would be none.
      let upper = (high &<< SIMD4(repeating: 31 &- shift)) &<< SIMD4(repeating: 1)
      unsafe target[row] = (low &>> SIMD4(repeating: shift) | upper) & mask
      place &+= bits
    }
  }

  /// Reads `16 * bits` bytes at `source` as differences to the value four earlier (the first four to `base`) and writes
  /// 128 values.
  ///
  /// - Returns: the greatest value written, or `UInt32.max` if one reached 2^31, which only damaged bytes give.
  /// - Precondition: `bits` is in 0...31 and `base` below 2^31; `values` is aligned to 16 bytes.
  public static func unpackDeltas(
    _ source: UnsafeRawPointer, bits: Int, base: UInt32, into values: UnsafeMutablePointer<UInt32>
  ) -> UInt32 {
    let rows = unsafe UnsafeMutableRawPointer(values).assumingMemoryBound(to: SIMD4<UInt32>.self)
    switch bits {
    case 0:
      unsafe rows.update(repeating: SIMD4<UInt32>(repeating: base), count: 32)
      return base
    case 1: return unsafe PackedWidth<1>.unpackDeltas(source, base: base, into: rows)
    case 2: return unsafe PackedWidth<2>.unpackDeltas(source, base: base, into: rows)
    case 3: return unsafe PackedWidth<3>.unpackDeltas(source, base: base, into: rows)
    case 4: return unsafe PackedWidth<4>.unpackDeltas(source, base: base, into: rows)
    case 5: return unsafe PackedWidth<5>.unpackDeltas(source, base: base, into: rows)
    case 6: return unsafe PackedWidth<6>.unpackDeltas(source, base: base, into: rows)
    case 7: return unsafe PackedWidth<7>.unpackDeltas(source, base: base, into: rows)
    case 8: return unsafe PackedWidth<8>.unpackDeltas(source, base: base, into: rows)
    case 9: return unsafe PackedWidth<9>.unpackDeltas(source, base: base, into: rows)
    case 10: return unsafe PackedWidth<10>.unpackDeltas(source, base: base, into: rows)
    case 11: return unsafe PackedWidth<11>.unpackDeltas(source, base: base, into: rows)
    case 12: return unsafe PackedWidth<12>.unpackDeltas(source, base: base, into: rows)
    case 13: return unsafe PackedWidth<13>.unpackDeltas(source, base: base, into: rows)
    case 14: return unsafe PackedWidth<14>.unpackDeltas(source, base: base, into: rows)
    case 15: return unsafe PackedWidth<15>.unpackDeltas(source, base: base, into: rows)
    case 16: return unsafe PackedWidth<16>.unpackDeltas(source, base: base, into: rows)
    case 17: return unsafe PackedWidth<17>.unpackDeltas(source, base: base, into: rows)
    case 18: return unsafe PackedWidth<18>.unpackDeltas(source, base: base, into: rows)
    case 19: return unsafe PackedWidth<19>.unpackDeltas(source, base: base, into: rows)
    case 20: return unsafe PackedWidth<20>.unpackDeltas(source, base: base, into: rows)
    case 21: return unsafe PackedWidth<21>.unpackDeltas(source, base: base, into: rows)
    case 22: return unsafe PackedWidth<22>.unpackDeltas(source, base: base, into: rows)
    case 23: return unsafe PackedWidth<23>.unpackDeltas(source, base: base, into: rows)
    case 24: return unsafe PackedWidth<24>.unpackDeltas(source, base: base, into: rows)
    case 25: return unsafe PackedWidth<25>.unpackDeltas(source, base: base, into: rows)
    case 26: return unsafe PackedWidth<26>.unpackDeltas(source, base: base, into: rows)
    case 27: return unsafe PackedWidth<27>.unpackDeltas(source, base: base, into: rows)
    case 28: return unsafe PackedWidth<28>.unpackDeltas(source, base: base, into: rows)
    case 29: return unsafe PackedWidth<29>.unpackDeltas(source, base: base, into: rows)
    case 30: return unsafe PackedWidth<30>.unpackDeltas(source, base: base, into: rows)
    case 31: return unsafe PackedWidth<31>.unpackDeltas(source, base: base, into: rows)
    default: preconditionFailure("a packed difference has at most 31 bits")
    }
  }
}
