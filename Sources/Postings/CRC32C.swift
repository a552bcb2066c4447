/// The checksum of everything stored: CRC-32C (Castagnoli, 1993; the polynomial 0x1EDC6F41, reflected), computed eight bytes
/// at a time by table ("slicing-by-8", Kounavis and Berry, 2005).
public enum CRC32C {
  /// The checksum of `bytes`; that of "123456789" is 0xE3069283.
  public static func checksum(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    unsafe tables.withUnsafeBufferPointer { table in
      var crc = UInt32.max
      var offset = 0
      while offset &+ 8 <= bytes.count {
        let word =
          unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)) ^ UInt64(crc)
        // Every index is 256 * slice + byte, below the table's 2,048 entries.
        crc = unsafe table[1792 &+ Int(word & 0xFF)]
        crc ^= unsafe table[1536 &+ Int(word &>> 8 & 0xFF)]
        crc ^= unsafe table[1280 &+ Int(word &>> 16 & 0xFF)]
        crc ^= unsafe table[1024 &+ Int(word &>> 24 & 0xFF)]
        crc ^= unsafe table[768 &+ Int(word &>> 32 & 0xFF)]
        crc ^= unsafe table[512 &+ Int(word &>> 40 & 0xFF)]
        crc ^= unsafe table[256 &+ Int(word &>> 48 & 0xFF)]
        crc ^= unsafe table[Int(word &>> 56)]
        offset &+= 8
      }
      while offset < bytes.count {
        crc = unsafe crc &>> 8 ^ table[Int((crc ^ UInt32(bytes[offset])) & 0xFF)]
        offset &+= 1
      }
      return ~crc
    }
  }

  /// Eight tables of 256 entries, one after the other.
  private static let tables: [UInt32] = {
    var table = [UInt32](repeating: 0, count: 8 * 256)
    for byte in 0..<256 {
      var crc = UInt32(byte)
      for _ in 0..<8 { crc = crc & 1 == 0 ? crc >> 1 : crc >> 1 ^ 0x82F6_3B78 }
      table[byte] = crc
    }
    for index in 256..<table.count {
      let previous = table[index - 256]
      table[index] = previous >> 8 ^ table[Int(previous & 0xFF)]
    }
    return table
  }()
}
