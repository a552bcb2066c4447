import Postings

/// Reads the parts of one block of the term dictionary, key and entry by turns, up to 32 times. docs/FORMAT.md has the grammar.
@safe struct TermBlockReader {
  /// The entry that was read last.
  private(set) var entry: TermEntry

  /// How many keys are still to come.
  private(set) var remaining: Int
  private var cursor: UnsafeRawPointer
  private let end: UnsafeRawPointer

  /// Bytes of the window behind what was read.
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
    entry = unsafe TermEntry(
      documentFrequency: 0, totalFrequency: 0,
      documentsAddress: try Self.address(&cursor, end: end),
      positionsAddress: try Self.address(&cursor, end: end),
      skipIndex: try Self.address(&cursor, end: end),
      impactIndex: try Self.address(&cursor, end: end))
  }

  /// Reads how many bytes the next key has in common with the one before, and its further bytes. There must be a next key.
  @inline(__always)
  mutating func nextKey() throws -> (shared: Int, added: UnsafeRawBufferPointer) {
    remaining &-= 1
    guard unsafe cursor < end else { throw PostingsError.truncated }
    let lengths = unsafe Int(cursor.load(as: UInt8.self))
    unsafe cursor += 1
    var shared = lengths &>> 4
    var count = lengths & 15
    if shared == 15 { shared = unsafe Int(try VarInt.read32(&cursor, end: end)) }
    if count == 15 { count = unsafe Int(try VarInt.read32(&cursor, end: end)) }
    guard shared &+ count <= 1 + IndexFormat.maximumTermLength, shared &+ count > 1, unsafe count <= end - cursor
    else { throw IndexError.damaged("a key of the term dictionary has no possible length") }
    let added = unsafe UnsafeRawBufferPointer(start: cursor, count: count)
    unsafe cursor += count
    return unsafe (shared, added)
  }

  /// Reads the entry of the key that was just read.
  @inline(__always)
  mutating func nextEntry() throws -> TermEntry {
    entry.skipIndex &+= entry.documentFrequency / DocumentBlock.count
    entry.impactIndex &+= IndexFormat.impactCount(documentFrequency: entry.documentFrequency)
    entry.documentFrequency = Int(unsafe try VarInt.read32(&cursor, end: end))
    let repeats = unsafe try VarInt.read64(&cursor, end: end)
    entry.totalFrequency = UInt64(entry.documentFrequency) &+ repeats
    unsafe entry.documentsAddress &+= try Self.address(&cursor, end: end)
    unsafe entry.positionsAddress &+= try Self.address(&cursor, end: end)
    guard entry.documentFrequency > 0, repeats < 1 << 46, entry.documentsAddress >= 0, entry.positionsAddress >= 0
    else {
      throw IndexError.damaged("an entry of the term dictionary is out of range")
    }
    return entry
  }

  /// An address below 2^46: no sum of two wraps around.
  @inline(__always)
  private static func address(_ cursor: inout UnsafeRawPointer, end: UnsafeRawPointer) throws -> Int {
    let value = unsafe try VarInt.read64(&cursor, end: end)
    guard value < 1 << 46 else { throw PostingsError.numberTooLarge }
    return Int(value)
  }
}
