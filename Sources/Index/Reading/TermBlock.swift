import Postings

/// Walks one block of the term dictionary: up to 32 front-coded keys with their entries. docs/FORMAT.md has the grammar.
///
/// A key is the field's number, one byte, and the term. Field 0 is the default stream of title and body; the others are
/// reserved.
@safe struct TermBlock {
  /// The current key.
  private(set) var key: [UInt8] = []
  /// The entry of the current key.
  private(set) var entry: TermEntry

  /// How many keys are still to come.
  private(set) var remaining: Int
  private var cursor: UnsafeRawPointer
  private let end: UnsafeRawPointer

  /// Bytes of the window behind the current key.
  var unreadByteCount: Int { unsafe end - cursor }

  /// Starts before the first key of the block at the start of `window`, which stays valid for as long as this is used.
  init(_ window: UnsafeRawBufferPointer) throws {
    guard let start = window.baseAddress, window.count > 0 else { throw PostingsError.truncated }
    unsafe cursor = start + 1
    unsafe end = start + window.count
    remaining = unsafe Int(window[0])
    guard remaining > 0, remaining <= IndexFormat.termsPerBlock else {
      throw IndexError.damaged("a block of terms claims to hold \(remaining)")
    }
    key.reserveCapacity(1 + IndexFormat.maximumTermLength)
    entry = unsafe TermEntry(
      documentFrequency: 0, totalFrequency: 0,
      documentsAddress: try Self.address(&cursor, end: end),
      positionsAddress: try Self.address(&cursor, end: end),
      skipIndex: try Self.address(&cursor, end: end))
  }

  /// Steps to the next key; false at the end.
  mutating func next() throws -> Bool {
    guard remaining > 0 else { return false }
    remaining -= 1
    let shared = Int(unsafe try VarInt.read32(&cursor, end: end))
    let added = Int(unsafe try VarInt.read32(&cursor, end: end))
    guard shared <= key.count, shared + added <= 1 + IndexFormat.maximumTermLength, shared + added > 1,
      unsafe added <= end - cursor
    else { throw IndexError.damaged("a key of the term dictionary has no possible length") }
    key.removeSubrange(shared...)
    unsafe key.append(contentsOf: UnsafeRawBufferPointer(start: cursor, count: added))
    unsafe cursor += added

    let skipped = entry.documentFrequency / DocumentBlock.count
    entry.documentFrequency = Int(unsafe try VarInt.read32(&cursor, end: end))
    let repeats = unsafe try VarInt.read64(&cursor, end: end)
    entry.totalFrequency = UInt64(entry.documentFrequency) &+ repeats
    unsafe entry.documentsAddress &+= try Self.address(&cursor, end: end)
    unsafe entry.positionsAddress &+= try Self.address(&cursor, end: end)
    entry.skipIndex &+= skipped
    guard entry.documentFrequency > 0, repeats < 1 << 46, entry.documentsAddress >= 0, entry.positionsAddress >= 0
    else {
      throw IndexError.damaged("an entry of the term dictionary is out of range")
    }
    return true
  }

  /// An address below 2^46: no sum of two wraps around.
  private static func address(_ cursor: inout UnsafeRawPointer, end: UnsafeRawPointer) throws -> Int {
    let value = unsafe try VarInt.read64(&cursor, end: end)
    guard value < 1 << 46 else { throw PostingsError.numberTooLarge }
    return Int(value)
  }
}
