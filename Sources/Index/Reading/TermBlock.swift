/// Walks one block of the term dictionary: up to 32 keys with their entries.
///
/// A key is the field's number, one byte, and the term. Field 0 is the default stream of title and body; the others are
/// reserved.
struct TermBlock {
  /// The current key.
  private(set) var key: [UInt8] = []
  /// How many bytes of it the key before has too, as the block has it.
  private(set) var sharedCount = 0
  private var reader: TermBlockReader

  /// The entry of the current key.
  var entry: TermEntry { reader.entry }

  /// How many keys are still to come.
  var remaining: Int { reader.remaining }

  /// Bytes of the window behind the current key.
  var unreadByteCount: Int { reader.unreadByteCount }

  /// Starts before the first key of the block at the start of `window`, which stays valid for as long as this is used.
  init(_ window: UnsafeRawBufferPointer) throws {
    reader = unsafe try TermBlockReader(window)
    key.reserveCapacity(1 + IndexFormat.maximumTermLength)
  }

  /// Steps to the next key; false at the end.
  mutating func next() throws -> Bool {
    guard reader.remaining > 0 else { return false }
    let (shared, added) = unsafe try reader.nextKey()
    guard shared <= key.count else {
      throw IndexError.damaged("a key of the term dictionary has no possible length")
    }
    sharedCount = shared
    key.removeSubrange(shared...)
    unsafe key.append(contentsOf: added)
    _ = try reader.nextEntry()
    return true
  }
}
