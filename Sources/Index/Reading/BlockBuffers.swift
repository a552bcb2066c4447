import Postings

/// Memory for the documents and frequencies of blocks, or for positions, which one cursor of a segment after the other uses. One
/// thread at a time.
@safe final class BlockBuffers {
  /// Numbers in a buffer: enough for the documents of a block and as many others.
  static let count = 2 * DocumentBlock.capacity

  private var free = unsafe [UnsafeMutablePointer<UInt32>]()

  init() {}

  deinit {
    for index in unsafe free.indices { unsafe free[index].deallocate() }
  }

  /// A buffer, all of whose numbers are initialised, aligned to 64 bytes.
  func take() -> UnsafeMutablePointer<UInt32> {
    if let buffer = unsafe free.popLast() { return unsafe buffer }
    let buffer = unsafe UnsafeMutableRawPointer.allocate(byteCount: 4 * Self.count, alignment: 64)
      .bindMemory(to: UInt32.self, capacity: Self.count)
    unsafe buffer.initialize(repeating: 0, count: Self.count)
    return unsafe buffer
  }

  /// Takes a buffer back that nobody uses any more.
  func giveBack(_ buffer: UnsafeMutablePointer<UInt32>) {
    unsafe free.append(buffer)
  }
}
