import Postings

/// Room for the 128 numbers of a block and what is written behind them, aligned as the codecs ask for it.
@safe final class NumberBlock {
  let pointer: UnsafeMutablePointer<UInt32>

  /// Holds `values`, at most 128, and zeros behind them.
  init(_ values: [UInt32] = []) {
    unsafe pointer = UnsafeMutableRawPointer.allocate(byteCount: 4 * DocumentBlock.capacity, alignment: 16)
      .bindMemory(to: UInt32.self, capacity: DocumentBlock.capacity)
    unsafe pointer.initialize(repeating: 0, count: DocumentBlock.capacity)
    for (index, value) in values.enumerated() { unsafe pointer[index] = value }
  }

  deinit {
    unsafe pointer.deallocate()
  }

  var values: [UInt32] { unsafe Array(UnsafeBufferPointer(start: pointer, count: 128)) }
}

/// The bytes that `write` leaves in memory of `capacity` bytes; it returns how many they are. What lies behind them must
/// be as it was.
func written(capacity: Int, _ write: (UnsafeMutableRawPointer) -> Int) -> [UInt8] {
  let guardSize = 32
  var bytes = [UInt8](repeating: 0xA5, count: capacity + guardSize)
  let count = unsafe bytes.withUnsafeMutableBytes { buffer in
    guard let base = buffer.baseAddress else { return 0 }
    return unsafe write(base)
  }
  precondition(count <= capacity && bytes[count...].suffix(guardSize).allSatisfy { $0 == 0xA5 })
  return Array(bytes.prefix(count))
}
