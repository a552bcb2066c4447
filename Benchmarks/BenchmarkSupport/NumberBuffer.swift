/// Numbers in memory that is aligned as the codecs want it, zero at first.
@safe package final class NumberBuffer {
  /// Where they lie, for as long as the buffer lives.
  package let start: UnsafeMutablePointer<UInt32>
  /// How many there are.
  package let count: Int

  /// A buffer of `count` zeros.
  package init(count: Int) {
    let memory = UnsafeMutableRawPointer.allocate(byteCount: count * 4, alignment: 16)
    unsafe start = memory.bindMemory(to: UInt32.self, capacity: count)
    unsafe start.initialize(repeating: 0, count: count)
    self.count = count
  }

  /// A buffer of `numbers`.
  package convenience init(_ numbers: [UInt32]) {
    self.init(count: numbers.count)
    for (index, number) in numbers.enumerated() { unsafe start[index] = number }
  }

  deinit {
    unsafe start.deallocate()
  }
}
