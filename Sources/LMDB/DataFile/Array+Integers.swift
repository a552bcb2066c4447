extension [UInt8] {
  /// The integer at a byte offset, in the byte order of the machine; the bytes must be there.
  func integer<Integer: FixedWidthInteger & BitwiseCopyable>(
    at offset: Int, as: Integer.Type = Integer.self
  ) -> Integer {
    precondition(offset >= 0 && offset <= count - MemoryLayout<Integer>.size)
    // Within bounds, and every bit pattern is an integer.
    return unsafe withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: Integer.self) }
  }
}
