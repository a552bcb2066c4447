/// The codec of 128 numbers of which a few may be much greater than the others: all are packed in as few bits as makes the group
/// smallest, and what the greater ones have above that is patched in (Zukowski, Héman, Nes and Boncz, "Super-scalar RAM-CPU
/// cache compression", 2006).
///
/// ```
/// offset  bytes   what
/// 0       1       B: bits of a packed number, 0...32; plus 128 if there are exceptions, and then B is at most 24
/// 1       1       E: how many exceptions, 1...15; only if there are any
/// then    16 * B  packed: the lowest B bits of each number
/// then    2 * E   for each exception the number's place, 0...127, and its bits above the lowest B
/// ```
public enum PatchedGroup {
  /// Numbers in a group.
  public static let count = BitPacking.groupSize

  /// The most bytes that a group takes.
  public static let maximumByteCount = 1 + BitPacking.maximumByteCount

  @usableFromInline static let exceptionMark = 128
  @usableFromInline static let maximumExceptionCount = 15

  /// Rows of four numbers up to which a part is decoded faster than the whole group.
  private static let greatestPart = 10

  /// Encodes 128 numbers, aligned to 16 bytes.
  ///
  /// - Returns: the number of bytes written to `target`, which has room for `maximumByteCount`.
  public static func encode(_ values: UnsafePointer<UInt32>, into target: UnsafeMutableRawPointer) -> Int {
    let (bits, exceptionCount) = unsafe layout(of: values)
    guard exceptionCount > 0 else {
      unsafe target.storeBytes(of: UInt8(bits), as: UInt8.self)
      unsafe BitPacking.pack(values, bits: bits, into: target + 1)
      return 1 + 16 * bits
    }
    unsafe target.storeBytes(of: UInt8(bits + exceptionMark), as: UInt8.self)
    unsafe target.storeBytes(of: UInt8(exceptionCount), toByteOffset: 1, as: UInt8.self)
    var offset = 2 + 16 * bits
    unsafe withUnsafeTemporaryAllocation(byteCount: 512, alignment: 16) { scratch in
      let low = unsafe scratch.bindMemory(to: UInt32.self)
      for index in 0..<count {
        unsafe low[index] = values[index] & (1 << UInt32(bits) - 1)
        let high = unsafe values[index] >> UInt32(bits)
        guard high > 0 else { continue }
        unsafe target.storeBytes(of: UInt8(index), toByteOffset: offset, as: UInt8.self)
        unsafe target.storeBytes(of: UInt8(high), toByteOffset: offset + 1, as: UInt8.self)
        offset += 2
      }
      if let start = low.baseAddress { unsafe BitPacking.pack(start, bits: bits, into: target + 2) }
    }
    return offset
  }

  /// Decodes the group at the start of `source` and adds `addend` to each number, modulo 2^32; `values` has room for 128
  /// numbers and is aligned to 16 bytes.
  ///
  /// - Returns: the number of bytes read.
  /// - Throws: what is wrong with the bytes.
  @discardableResult
  public static func decode(
    _ source: UnsafeRawBufferPointer, adding addend: UInt32 = 0, into values: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) -> Int {
    let size = unsafe try byteCount(source)
    guard let start = source.baseAddress else { throw .truncated }
    let header = unsafe Int(source[0])
    guard header >= exceptionMark else {
      unsafe BitPacking.unpack(start + 1, bits: header, adding: addend, into: values)
      return size
    }
    let bits = header &- exceptionMark
    unsafe BitPacking.unpack(start + 2, bits: bits, adding: addend, into: values)
    unsafe patch(source, bits: bits, size: size, into: values)
    return size
  }

  /// Decodes those numbers of the group at the start of `source` that stand at the places `range`, which is within 0..<128, to
  /// these places; what is at the others is lost. `values` has room for 128 numbers and is aligned to 16 bytes.
  ///
  /// - Throws: what is wrong with the bytes.
  public static func decode(
    _ source: UnsafeRawBufferPointer, places range: Range<Int>, into values: UnsafeMutablePointer<UInt32>
  ) throws(PostingsError) {
    let rows = range.lowerBound / 4..<(range.upperBound &+ 3) / 4
    guard rows.count <= greatestPart else {
      unsafe try decode(source, into: values)
      return
    }
    let size = unsafe try byteCount(source)
    guard let start = source.baseAddress else { throw .truncated }
    let header = unsafe Int(source[0])
    guard header >= exceptionMark else {
      unsafe BitPacking.unpack(start + 1, bits: header, rows: rows, into: values)
      return
    }
    let bits = header &- exceptionMark
    unsafe BitPacking.unpack(start + 2, bits: bits, rows: rows, into: values)
    unsafe patch(source, bits: bits, size: size, into: values)
  }

  /// Adds the bits of the exceptions above the lowest `bits`, of a group of `size` bytes.
  @inline(__always)
  private static func patch(
    _ source: UnsafeRawBufferPointer, bits: Int, size: Int, into values: UnsafeMutablePointer<UInt32>
  ) {
    var offset = 2 &+ 16 &* bits
    while offset < size {
      let index = unsafe Int(source[offset] & 127)
      unsafe values[index] &+= UInt32(source[offset &+ 1]) &<< UInt32(bits)
      offset &+= 2
    }
  }

  /// The number of bytes of the group at the start of `source`.
  ///
  /// - Throws: what is wrong with the bytes.
  @inlinable
  public static func byteCount(_ source: UnsafeRawBufferPointer) throws(PostingsError) -> Int {
    guard source.count >= 2 else {
      guard source.count == 1, unsafe source[0] == 0 else { throw .truncated }
      return 1
    }
    // Without a branch, which could not be foretold: some groups have exceptions, some have none.
    let header = unsafe Int(source[0])
    let isPatched = header / exceptionMark
    let bits = header % exceptionMark
    let exceptionCount = unsafe Int(source[1]) &* isPatched
    guard bits <= 32 &- 8 &* isPatched, exceptionCount <= maximumExceptionCount else { throw .invalidWidth(header) }
    let size = 1 &+ isPatched &+ 16 &* bits &+ 2 &* exceptionCount
    guard size <= source.count else { throw .truncated }
    return size
  }

  /// The width that makes the group smallest, and how many numbers are wider.
  private static func layout(of values: UnsafePointer<UInt32>) -> (bits: Int, exceptionCount: Int) {
    unsafe withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 33) { counts in
      unsafe counts.update(repeating: 0)
      for index in 0..<count { unsafe counts[32 - values[index].leadingZeroBitCount] += 1 }
      var greatest = 32
      while greatest > 0, unsafe counts[greatest] == 0 { greatest -= 1 }
      var best = (bits: greatest, exceptionCount: 0)
      var size = 1 + 16 * greatest
      var exceptionCount = 0
      var bits = greatest
      while bits > max(greatest - 8, 0) {
        unsafe exceptionCount += Int(counts[bits])
        bits -= 1
        guard exceptionCount <= maximumExceptionCount else { break }
        if bits <= 24, 2 + 16 * bits + 2 * exceptionCount < size {
          size = 2 + 16 * bits + 2 * exceptionCount
          best = (bits, exceptionCount)
        }
      }
      return best
    }
  }
}
