import Postings

/// Looks for one key in blocks of a term dictionary, in place: the front coding itself tells how a key compares to the one that
/// is looked for, so none is put together.
@safe struct TermSearch {
  /// The key without the number of its field, which is 0.
  private let term: UnsafeBufferPointer<UInt8>

  /// - Precondition: `term` stays valid for as long as this is used.
  init(_ term: UnsafeBufferPointer<UInt8>) {
    unsafe self.term = unsafe term
  }

  private var count: Int { unsafe term.count &+ 1 }

  @inline(__always)
  private func byte(_ index: Int) -> UInt8 { index == 0 ? 0 : unsafe term[index &- 1] }

  /// The entry of the key in the block at the start of `window`, if it has it.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  func entry(in window: UnsafeRawBufferPointer) throws -> TermEntry? {
    var block = unsafe try TermBlockReader(window)
    /// How many bytes the key that was read last has in common with the one that is looked for; the next byte of it, if
    /// there is one, is less.
    var matched = 0
    while block.remaining > 0 {
      let (shared, added) = unsafe try block.nextKey()
      guard shared >= matched else { return nil }
      if shared == matched {
        var index = 0
        while index < added.count, matched < count, unsafe added[index] == byte(matched) {
          index &+= 1
          matched &+= 1
        }
        if index == added.count {
          if matched == count { return try block.nextEntry() }
        } else if unsafe matched == count || added[index] > byte(matched) {
          return nil
        }
      }
      _ = try block.nextEntry()
    }
    return nil
  }

  /// Whether the first key of the block at the start of `window` follows the one that is looked for.
  ///
  /// - Throws: `PostingsError`, `IndexError.damaged`.
  func precedesFirst(in window: UnsafeRawBufferPointer) throws -> Bool {
    var block = unsafe try TermBlockReader(window)
    let (_, key) = unsafe try block.nextKey()
    var index = 0
    while index < key.count, index < count {
      let own = byte(index)
      if unsafe key[index] != own { return unsafe key[index] > own }
      index &+= 1
    }
    return key.count > count
  }
}
